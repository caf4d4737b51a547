"""Loads the simulator's four WSDLs with zeep and makes every call of them, over SOAP 1.1 and SOAP 1.2.

Usage: python3 nmbrs_zeep.py BASE_URL SCENARIO.json

BASE_URL is up to /soap/v3. SCENARIO.json is what the simulator holds: each answer is compared with it, value by value,
by rules written down here and not taken from the simulator. Every raw answer is also held against the WSDL's schema.
"""

import datetime
import decimal
import json
import sys

import lxml.etree
import requests
import zeep
import zeep.exceptions
import zeep.plugins

SERVICES = ["CompanyService", "EmployeeService", "DebtorService", "ReportService"]
XS = "{http://www.w3.org/2001/XMLSchema}"
NO_DATE = datetime.datetime(1, 1, 1)
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class Mismatch(Exception):
    """An answer differs from the scenario."""


def same(what, actual, expected):
    if actual != expected:
        raise Mismatch(f"{what}: {actual!r} instead of {expected!r}")


def date(text):
    return None if text is None else datetime.datetime.fromisoformat(text)


def number(text):
    return decimal.Decimal(text)


def day_of(moment):
    """CreationDate may carry a time of day; the day is what counts."""
    return None if moment is None else moment.date().isoformat()


def rows(array, name):
    """The items of an array: zeep gives None for an empty or absent one."""
    return [] if array is None else list(array[name] or [])


class SchemaCheck(zeep.Plugin):
    """Holds every answer against the schema of its WSDL, apart from zeep's own reading."""

    def __init__(self, wsdl):
        schema = lxml.etree.fromstring(wsdl).find(f".//{XS}schema")
        self.schema = lxml.etree.XMLSchema(lxml.etree.fromstring(lxml.etree.tostring(schema)))
        self.checked = 0

    def ingress(self, envelope, http_headers, operation):
        body = next(child for child in envelope if lxml.etree.QName(child).localname == "Body")
        if lxml.etree.QName(body[0]).localname != "Fault":
            self.schema.assertValid(lxml.etree.ElementTree(lxml.etree.fromstring(lxml.etree.tostring(body[0]))))
            self.checked += 1
        return envelope, http_headers


class Service:
    """One service over one SOAP version, with the login of the scenario's first user in the header."""

    def __init__(self, base_url, name, port, login):
        url = f"{base_url}/{name}.asmx?WSDL"
        self.check = SchemaCheck(requests.get(url, timeout=10).content)
        settings = zeep.Settings(strict=True)
        self.client = zeep.Client(url, port_name=f"{name}{port}", settings=settings, plugins=[self.check])
        self.name = name
        self.login = login
        self.namespace = f"https://api.nmbrs.nl/soap/v3/{name}"
        self.called = set()
        self.operations = set(self.client.wsdl.services[name].ports[f"{name}{port}"].binding._operations)

    def __call__(self, operation, **params):
        kind = "AuthHeader" if operation == "Environment_Get" else "AuthHeaderWithDomain"
        login = dict(self.login)
        if kind == "AuthHeader":
            del login["Domain"]
        header = self.client.get_element(f"{{{self.namespace}}}{kind}")(**login)
        self.called.add(operation)
        return self.client.service[operation](_soapheaders=[header], **params)


class World:
    """The scenario, and the four services as its first user."""

    def __init__(self, base_url, port, scenario):
        environment = scenario["environments"][0]
        user = environment["users"][0]
        login = {"Username": user["email"], "Token": user["token"], "Domain": environment["subdomain"]}
        self.environment = environment
        self.debtors = environment["debtors"]
        self.companies = [company for debtor in self.debtors for company in debtor["companies"]]
        self.services = [Service(base_url, name, port, login) for name in SERVICES]
        self.company, self.employee, self.debtor, self.report = self.services


def check_company_row(row, company):
    same("ID", row.ID, company["id"])
    same("Number", row.Number, company["number"])
    same("Name", row.Name, company["name"])
    same("LoonaangifteTijdvak", row.LoonaangifteTijdvak, company["loonaangifteTijdvak"])


def check_debtors(world):
    answer = world.debtor("Environment_Get")
    same("SubDomain", answer.SubDomain, world.environment["subdomain"])
    listed = world.debtor("List_GetAll")
    same(
        "debtors",
        [(d.Id, d.Number, d.Name) for d in listed],
        [(d["id"], d["number"], d["name"]) for d in world.debtors],
    )
    for debtor in world.debtors:
        same("tags", [tag.Tag for tag in world.debtor("Tags_Get", DebtorId=debtor["id"])], debtor["tags"])
        by_debtor = world.company("List_GetByDebtor", DebtorId=debtor["id"])
        same("companies of the debtor", [c.ID for c in by_debtor], [c["id"] for c in debtor["companies"]])


def check_companies(world):
    for row, company in zip(world.company("List_GetAll"), world.companies, strict=True):
        check_company_row(row, company)
    for company in world.companies:
        codes = world.company("WageModel_GetWageCodes", CompanyId=company["id"])
        same(
            "wage codes",
            [(c.Code, c.Description) for c in codes],
            [(c["code"], c["description"]) for c in company["wageCodes"]],
        )
        year, _, kind = world.company("Company_GetCurrentPeriod", CompanyId=company["id"]).split("-")
        same("kind of period", kind, {"Month": "M", "Week4": "W4"}[company["loonaangifteTijdvak"]])
        runs = [
            run
            for each in (int(year) - 1, int(year))
            for run in world.company("Run_GetList", CompanyId=company["id"], Year=each)
        ]
        first = company["runs"]["firstId"]
        extra = [run["id"] for run in company["runs"]["extra"]]
        ordinary = [run.ID for run in runs if run.ID not in extra]
        same("run ids", ordinary, list(range(first, first + len(ordinary))))
        same("corrections", [run.ID for run in runs if run.ID in extra], extra)
        same(
            "locked before open",
            [run.IsLocked for run in runs if run.ID not in extra],
            sorted((run.IsLocked for run in runs if run.ID not in extra), reverse=True),
        )
        guids = world.company("Converter_GetByCompany_IntToGuid", Entity="Employee", CompanyId=company["id"])
        same("ids with a guid", [m.IdInt for m in guids.Mappings.Mapping], [e["id"] for e in company["employees"]])
        check_report(world, company, runs)
        for employee in company["employees"][:1]:
            check_company_row(world.company("Company_GetCurrentByEmployeeId", EmployeeId=employee["id"]), company)


def check_report(world, company, runs):
    run = runs[-1]
    whole = world.report(
        "Reports_GetWageCodesByRunCompany_v2_Background", companyId=company["id"], runId=run.ID, year=run.Year
    )
    one = world.report(
        "Reports_GetWageCodesByRunCompany_FilterByWageCode_Background",
        companyId=company["id"],
        runId=run.ID,
        year=run.Year,
        wageCode=1000,
    )
    known = {employee["id"] for employee in company["employees"]}
    for task, codes in ((whole, None), (one, {"1000"})):
        statuses = []
        while not statuses or statuses[-1] in ("Enqueued", "Executing"):
            answer = world.report("Reports_BackgroundTask_Result", TaskId=task)
            same("TaskId", answer.TaskId, task)
            statuses.append(answer.Status)
        same("status", statuses[-1], "Success")
        content = lxml.etree.fromstring(answer.Content.split("?>", 1)[-1])
        people = {int(node.text) for node in content.iter("employeeid")}
        if not people or not people <= known:
            raise Mismatch(f"report of {company['id']} names {people - known}")
        if codes is not None:
            same("wage codes in the report", {node.text for node in content.iter("code")}, codes)


def check_personal(answer, employee):
    personal = employee["personal"]
    same("Id", answer.Id, employee["id"])
    same("Number", answer.Number, employee["number"])
    same("EmployeeNumber", answer.EmployeeNumber, employee["number"])
    for element, key in {
        "BSN": "bsn",
        "FirstName": "firstName",
        "Initials": "initials",
        "Prefix": "prefix",
        "LastName": "lastName",
        "Gender": "gender",
        "NationalityCode": "nationalityCode",
        "PlaceOfBirth": "placeOfBirth",
        "CountryOfBirthISOCode": "countryOfBirth",
        "EmailWork": "emailWork",
        "BurgerlijkeStaat": "burgerlijkeStaat",
        "Naamstelling": "naamstelling",
    }.items():
        same(element, answer[element], personal.get(key))
    same("Birthday", answer.Birthday, date(personal.get("birthday")))


def check_addresses(answer, addresses):
    expected = [
        (
            a["id"],
            a["default"],
            a.get("street"),
            a.get("houseNumber"),
            a.get("postalCode"),
            a.get("city"),
            a.get("country"),
            a["type"],
        )
        for a in addresses
    ]
    same(
        "addresses",
        [
            (a.Id, a.Default, a.Street, a.HouseNumber, a.PostalCode, a.City, a.CountryISOCode, a.Type)
            for a in answer or []
        ],
        expected,
    )


def check_accounts(answer, accounts):
    expected = [(a["id"], a.get("number"), a.get("iban"), a.get("bic"), a.get("name"), a["type"]) for a in accounts]
    same("bank accounts", [(a.Id, a.Number, a.IBAN, a.BIC, a.Name, a.Type) for a in answer or []], expected)


def child_rows(children):
    return [(c.Id, c.Name, c.FirstName, c.Initials, c.Gender, c.Birthday) for c in children]


def expected_children(employee):
    return [
        (c["id"], c.get("name"), c.get("firstName"), c.get("initials"), c["gender"], date(c.get("birthday")) or NO_DATE)
        for c in employee["children"]
    ]


def check_partner(answer, partner):
    if partner is None:
        return same("partner", answer, None)
    same(
        "partner",
        (answer.Id, answer.PartnerName, answer.FirstName, answer.Gender),
        (partner["id"], partner.get("name"), partner.get("firstName"), partner["gender"]),
    )
    same(
        "partner's dates",
        (answer.Birthday, answer.StartDate),
        (date(partner.get("birthday")) or NO_DATE, date(partner.get("startDate")) or NO_DATE),
    )


def contract_row(contract):
    hours = contract.get("hoursPerWeek")
    return (
        contract["id"],
        date(contract["startDate"]),
        date(contract.get("endDate")),
        contract["sequenceTaxId"],
        contract.get("indefinite"),
        contract["writtenContract"],
        None if hours is None else number(hours),
    )


def contract_rows(contracts):
    return [
        (
            c.ContractID,
            c.StartDate,
            c.EndDate,
            c.EmploymentSequenceTaxId,
            c.Indefinite,
            c.WrittenContract,
            c.HoursPerWeek,
        )
        for c in contracts
    ]


def schedule_row(schedule):
    return (
        [number(hours) for hours in schedule["hours"]],
        number(schedule["parttimeFactor"]),
        date(schedule["startDate"]),
    )


def schedule_answer(answer):
    hours = [answer[f"Hours{day}{week}"] for week in ("", "2") for day in DAYS]
    return (hours, answer.ParttimePercentage, answer.StartDate)


def period_days(company, year, number):
    """The first and last day of a period: a month, or four ISO weeks, of which the year cuts the first and the last."""
    if company["loonaangifteTijdvak"] == "Month":
        begin = datetime.date(year, number, 1)
        end = datetime.date(year + number // 12, number % 12 + 1, 1) - datetime.timedelta(days=1)
    else:
        monday = datetime.date.fromisocalendar(year, 4 * number - 3, 1)
        begin = datetime.date(year, 1, 1) if number == 1 else monday
        end = datetime.date(year, 12, 31) if number == 13 else monday + datetime.timedelta(days=27)
    return begin.isoformat(), end.isoformat()


def in_period(rows_of_employee, days):
    """The rows that hold on a day of the period."""
    begin, end = days
    return [row for row in rows_of_employee if row["from"] <= end and row.get("to", end) >= begin]


def of_period(rows_of_employee, year, number):
    """The rows that name this period, or leave the year, the period or both open."""
    return [row for row in rows_of_employee if row.get("year", year) == year and row.get("period", number) == number]


def component_rows(components):
    return [(c["id"], c["code"], number(c["value"])) for c in components]


def check_components(what, answer, expected):
    same(what, [(c.Id, c.Code, c.Value) for c in answer or []], component_rows(expected))


def check_hours(what, answer, expected):
    same(
        what,
        [(h.Id, h.HourCode, h.Hours) for h in answer or []],
        [(h["id"], h["hourCode"], number(h["hours"])) for h in expected],
    )


def check_by_period(world, company, employee):
    last = {"Month": 12, "Week4": 13}[company["loonaangifteTijdvak"]]
    for period in (11, last):
        key = {"EmployeeId": employee["id"], "Period": period, "Year": 2026}
        days = period_days(company, 2026, period)
        listed = world.employee("Schedule_GetList", **key) or []
        started = [schedule_row(row) for row in employee["schedules"] if row["startDate"] <= days[1]]
        same("schedules of the period", [schedule_answer(row) for row in listed], started)
        check_accounts(world.employee("BankAccount_GetList", **key), in_period(employee["bankAccounts"], days))
        check_components(
            "fixed components of the period",
            world.employee("WageComponentFixed_Get", **key),
            in_period(employee["fixedComponents"], days),
        )
        check_components(
            "variable components of the period",
            world.employee("WageComponentVar_Get", **key),
            of_period(employee["variableComponents"], 2026, period),
        )
        check_hours(
            "fixed hours of the period",
            world.employee("HourComponentFixed_Get", **key),
            in_period(employee["fixedHours"], days),
        )
        check_hours(
            "variable hours of the period",
            world.employee("HourComponentVar_Get", **key),
            of_period(employee["variableHours"], 2026, period),
        )


def check_svw(answer, rows_of_employee, last_day):
    started = [row for row in rows_of_employee if row["from"] <= last_day]
    if not started:
        return same("svw", answer, None)
    row = started[-1]
    same(
        "svw",
        (answer.Id, answer.Wao_Wia, answer.Ww, answer.Zw, answer.CodeZvw, answer.IncomeRelatedContributionZvw),
        (row["id"], row["wia"], row["ww"], row["zw"], row["codeZvw"], row["contributionZvw"]),
    )


def check_employee(world, company, employee):
    call, key = world.employee, {"EmployeeId": employee["id"]}
    year, period, _ = world.company("Company_GetCurrentPeriod", CompanyId=company["id"]).split("-")
    days = period_days(company, int(year), int(period))
    check_personal(call("PersonalInfo_GetCurrent", **key), employee)
    check_addresses(call("Address_GetListCurrent", **key), in_period(employee["addresses"], days))
    check_accounts(call("BankAccount_GetListCurrent", **key), in_period(employee["bankAccounts"], days))
    children = call("Children_Get", **key)
    same("EmployeeId", children.EmployeeId, employee["id"])
    same("children", child_rows(rows(children.EmployeeChildren, "Child")), expected_children(employee))
    check_partner(call("Partner_Get", **key), employee.get("partner"))
    check_svw(call("SVW_GetCurrent", **key), employee["svw"], days[1])
    contracts = call("Contract_GetCurrentPeriod", **key)
    same("EmployeeId", contracts.EmployeeId, employee["id"])
    expected = [contract_row(contract) for contract in employee["contracts"]]
    given = contract_rows(rows(contracts.EmployeeContracts, "EmployeeContract"))
    if not all(row in expected for row in given):
        raise Mismatch(f"contracts of {employee['id']}: {given} not among {expected}")
    schedules = [schedule_row(schedule) for schedule in employee["schedules"] if schedule["startDate"] <= days[1]]
    current = call("Schedule_GetCurrent", **key)
    same(
        "schedule",
        None if current is None else schedule_answer(current),
        max(schedules, key=lambda row: row[2], default=None),
    )
    check_components(
        "fixed components",
        call("WageComponentFixed_GetCurrent", **key),
        in_period(employee["fixedComponents"], days),
    )
    check_components(
        "variable components",
        call("WageComponentVar_GetCurrent", **key),
        of_period(employee["variableComponents"], int(year), int(period)),
    )


def check_employees(world):
    types = [each.Id for each in world.employee("EmployeeType_GetList")]
    for company in world.companies:
        listed = [
            row
            for each in types
            for row in world.employee("List_GetByCompany", CompanyId=company["id"], EmployeeType=each) or []
        ]
        same(
            "employees",
            sorted((row.Id, row.Number) for row in listed),
            sorted((e["id"], e["number"]) for e in company["employees"]),
        )
        for employee in company["employees"]:
            check_employee(world, company, employee)
            check_by_period(world, company, employee)
        check_bulk(world, company)


def by_employee(answer, list_name, row_name):
    return {item.EmployeeId: rows(item[list_name], row_name) for item in answer or []}


def check_bulk(world, company):
    call = world.employee
    upper, mixed = {"CompanyID": company["id"]}, {"CompanyId": company["id"]}
    addresses = by_employee(
        call("Address_GetAll_AllEmployeesByCompany", **upper), "EmployeeAddresses", "EmployeeAddress_V2"
    )
    contracts = by_employee(
        call("Contract_GetAll_AllEmployeesByCompany", **upper), "EmployeeContracts", "EmployeeContract"
    )
    employments = by_employee(
        call("Employment_GetAll_AllEmployeesByCompany", **upper), "EmployeeEmployments", "Employment"
    )
    personal = by_employee(
        call("PersonalInfo_GetAll_AllEmployeesByCompany", **upper), "EmployeePersonalInfos", "PersonalInfo_V2"
    )
    salaries = by_employee(call("Salary_GetAll_AllEmployeesByCompany", **upper), "EmployeeSalaries", "Salary_V2")
    schedules = by_employee(call("Schedule_GetAll_AllEmployeesByCompany", **upper), "EmployeeSchedules", "Schedule_V2")
    svw = by_employee(call("SVW_GetAll_AllEmployeesByCompany", **upper), "EmployeeSVWSettings", "EmployeeSVWSettings")
    children = by_employee(call("Children_GetAll_Employeesbycompany", **mixed), "EmployeeChildren", "Child")
    partners = {item.EmployeeId: item.Partner for item in call("Partner_GetAll_AllEmployeesByCompany", **mixed) or []}
    for employee in company["employees"]:
        key = employee["id"]
        same(
            "addresses",
            [(a.Id, a.Street, a.CountryISOCode, a.Type) for a in addresses[key]],
            [(a["id"], a.get("street"), a.get("country"), a["type"]) for a in employee["addresses"]],
        )
        same("contracts", contract_rows(contracts[key]), [contract_row(contract) for contract in employee["contracts"]])
        same(
            "employments",
            [(e.EmploymentId, day_of(e.CreationDate), e.StartDate, e.EndDate) for e in employments[key]],
            [
                (e["id"], e["creationDate"], date(e["startDate"]), date(e.get("endDate")))
                for e in employee["employments"]
            ],
        )
        same(
            "names",
            [(p.LastName, p.BSN) for p in personal[key]],
            [(employee["personal"]["lastName"], employee["personal"].get("bsn"))],
        )
        same(
            "salaries",
            [(s.ID, s.Value, s.Type, s.StartDate, day_of(s.CreationDate)) for s in salaries[key]],
            [
                (s["id"], number(s["value"]), s["type"], date(s["startDate"]), s["creationDate"])
                for s in employee["salaries"]
            ],
        )
        same(
            "salary tables",
            [
                s.SalaryTable and (s.SalaryTable.Code, s.SalaryTable.Schaal.Scale, s.SalaryTable.Trede.Step)
                for s in salaries[key]
            ],
            [
                s.get("table") and (s["table"]["code"], s["table"]["scale"], s["table"]["step"])
                for s in employee["salaries"]
            ],
        )
        same(
            "schedules", [schedule_answer(s) for s in schedules[key]], [schedule_row(s) for s in employee["schedules"]]
        )
        same(
            "svw",
            [(s.Id, s.Ww, s.Sector.SectorCode, s.CAO.CAOCode) for s in svw[key]],
            [(s["id"], s["ww"], s["sector"], s["codeCao"]) for s in employee["svw"]],
        )
        same("children", child_rows(children.get(key, [])), expected_children(employee))
        check_partner(partners.get(key), employee.get("partner"))


def check_fault(world):
    world.company.login["Token"] = "fa17a51effffffffffffffffffffffff"
    try:
        world.company("List_GetAll")
    except zeep.exceptions.Fault as fault:
        if "---> 1001: Invalid Authentication" not in fault.message:
            raise Mismatch(f"fault: {fault.message}") from fault
        return
    raise Mismatch("a wrong token was taken")


def main(base_url, scenario_path):
    with open(scenario_path, encoding="utf-8") as file:
        scenario = json.load(file)
    for version, port in (("SOAP 1.1", "Soap"), ("SOAP 1.2", "Soap12")):
        world = World(base_url, port, scenario)
        check_debtors(world)
        check_companies(world)
        check_employees(world)
        for service in world.services:
            same(f"operations of {service.name} that were called", service.called, service.operations)
        check_fault(world)
        operations = sum(len(service.operations) for service in world.services)
        checked = sum(service.check.checked for service in world.services)
        print(f"foreign: zeep {zeep.__version__}, {version}: {operations} operations, {checked} answers as expected")


if __name__ == "__main__":
    main(*sys.argv[1:])
