<?php
/**
 * Loads the simulator's four WSDLs with PHP's SoapClient and makes every call of them, over SOAP 1.1 and SOAP 1.2.
 *
 * Usage: php nmbrs_php.php BASE_URL SCENARIO.json
 *
 * SoapClient drops what its WSDL does not name, so a value that arrives is one that the WSDL describes.
 */

declare(strict_types=1);

const SERVICES = ['CompanyService', 'EmployeeService', 'DebtorService', 'ReportService'];

function same(string $what, mixed $actual, mixed $expected): void
{
    if ($actual !== $expected) {
        throw new RuntimeException("$what: " . json_encode($actual) . ' instead of ' . json_encode($expected));
    }
}

/** One service, with the login in the header that the call wants. */
final class Service
{
    private SoapClient $client;
    /** @var array<string, true> */
    public array $called = [];

    /** @param array{Username: string, Token: string, Domain: string} $login */
    public function __construct(string $baseUrl, private string $name, int $version, private array $login)
    {
        $this->client = new SoapClient("$baseUrl/$name.asmx?WSDL", [
            'soap_version' => $version,
            'cache_wsdl' => WSDL_CACHE_NONE,
            'compression' => SOAP_COMPRESSION_ACCEPT | SOAP_COMPRESSION_GZIP,
            'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
        ]);
    }

    public function call(string $operation, array $parameters = []): stdClass
    {
        $plain = $operation === 'Environment_Get';
        $login = $plain ? array_diff_key($this->login, ['Domain' => true]) : $this->login;
        $kind = $plain ? 'AuthHeader' : 'AuthHeaderWithDomain';
        $header = new SoapHeader("https://api.nmbrs.nl/soap/v3/{$this->name}", $kind, $login);
        $this->called[$operation] = true;
        return $this->client->__soapCall($operation, [$parameters], null, [$header]);
    }

    /** @return list<string> */
    public function operations(): array
    {
        $nameOf = fn (string $line): string => explode('(', explode(' ', $line)[1])[0];
        $names = array_map($nameOf, $this->client->__getFunctions());
        return array_values(array_unique($names));
    }

    /** @return list<string> The parameters of an operation, by the WSDL. */
    public function parameters(string $operation): array
    {
        foreach ($this->client->__getTypes() as $type) {
            if (preg_match('/^struct ' . $operation . ' \{(.*)\}$/s', $type, $match) === 1) {
                preg_match_all('/ (\w+);/', $match[1], $names);
                return $names[1];
            }
        }
        throw new RuntimeException("$operation has no type");
    }
}

/** Every operation, for one employee of one company; what comes back is compared where it is told by the scenario. */
function check(string $baseUrl, array $scenario, int $version): int
{
    $environment = $scenario['environments'][0];
    $user = $environment['users'][0];
    $login = ['Username' => $user['email'], 'Token' => $user['token'], 'Domain' => $environment['subdomain']];
    $debtor = $environment['debtors'][0];
    $company = $debtor['companies'][0];
    $employee = $company['employees'][0];
    $services = [];
    foreach (SERVICES as $name) {
        $services[$name] = new Service($baseUrl, $name, $version, $login);
    }
    $runs = $services['CompanyService']->call('Run_GetList', ['CompanyId' => $company['id'], 'Year' => 2026]);
    $run = $runs->Run_GetListResult->RunInfo[0];
    $report = 'Reports_GetWageCodesByRunCompany_v2_Background';
    $input = ['companyId' => $company['id'], 'runId' => $run->ID, 'year' => $run->Year];
    $task = $services['ReportService']->call($report, $input);
    $values = [
        'CompanyId' => $company['id'], 'CompanyID' => $company['id'], 'companyId' => $company['id'],
        'DebtorId' => $debtor['id'], 'EmployeeId' => $employee['id'], 'EmployeeType' => 2, 'Entity' => 'Employee',
        'Period' => 11, 'Year' => 2026, 'year' => 2026, 'runId' => $run->ID, 'wageCode' => 1000,
        'TaskId' => $task->{"{$report}Result"},
    ];
    $answers = [];
    foreach ($services as $service) {
        foreach ($service->operations() as $operation) {
            $names = array_flip($service->parameters($operation));
            $answers[$operation] = $service->call($operation, array_intersect_key($values, $names));
        }
    }
    same('SubDomain', $answers['Environment_Get']->Environment_GetResult->SubDomain, $environment['subdomain']);
    same('tag', $answers['Tags_Get']->Tags_GetResult->DebtorTag[0]->Tag, $debtor['tags'][0]);
    same('company', $answers['List_GetByDebtor']->List_GetByDebtorResult->Company[0]->Name, $company['name']);
    $personal = $answers['PersonalInfo_GetCurrent']->PersonalInfo_GetCurrentResult;
    same('id', $personal->Id, $employee['id']);
    same('number', $personal->EmployeeNumber, $employee['number']);
    same('last name', $personal->LastName, $employee['personal']['lastName']);
    same('first name', $personal->FirstName, $employee['personal']['firstName']);
    $contract = $answers['Contract_GetCurrentPeriod']->EmployeeContractItem->EmployeeContracts->EmployeeContract[0];
    same('contract', $contract->ContractID, $employee['contracts'][0]['id']);
    same('hours', $contract->HoursPerWeek, $employee['contracts'][0]['hoursPerWeek']);
    $account = $answers['BankAccount_GetListCurrent']->BankAccount_GetListCurrentResult->BankAccount[0];
    same('iban', $account->IBAN, $employee['bankAccounts'][0]['iban']);
    // What the ordinary employee has is the same in each period.
    $accounts = $answers['BankAccount_GetList']->BankAccount_GetListResult->BankAccount;
    same('accounts of a period', array_column($accounts, 'IBAN'), array_column($employee['bankAccounts'], 'iban'));
    $fixed = $answers['WageComponentFixed_Get']->WageComponentFixed_GetResult->WageComponent ?? [];
    same('components of a period', array_column($fixed, 'Value'), array_column($employee['fixedComponents'], 'value'));
    $onCall = $company['employees'][15];
    $asked = ['EmployeeId' => $onCall['id'], 'Period' => 11, 'Year' => 2026];
    $hours = $services['EmployeeService']->call('HourComponentVar_Get', $asked)->HourComponentVar_GetResult->HourComponent;
    $worked = array_filter($onCall['variableHours'], fn (array $row): bool => [$row['year'], $row['period']] === [2026, 11]);
    same('hours of somebody on call', array_column($hours, 'Hours'), array_column($worked, 'hours'));
    same('their code', array_column($hours, 'HourCode'), [2100]);
    $bulk = 'Salary_GetAll_AllEmployeesByCompany';
    $salaries = $answers[$bulk]->{"{$bulk}Result"}->EmployeeSalaryItem;
    same('employees with a salary list', count($salaries), count($company['employees']));
    same('salary', $salaries[0]->EmployeeSalaries->Salary_V2[0]->Value, $employee['salaries'][0]['value']);
    $children = $answers['Children_Get']->Children_GetResult->EmployeeChildren->Child ?? [];
    $ids = array_map(fn (stdClass $child): int => $child->Id, $children);
    same('children', $ids, array_column($employee['children'], 'id'));
    $poll = $answers['Reports_BackgroundTask_Result']->Reports_BackgroundTask_ResultResult;
    same('status', $poll->Status, 'Enqueued');

    $nobody = new Service($baseUrl, 'CompanyService', $version, ['Token' => 'fa17a51effffffffffffffffffffffff'] + $login);
    try {
        $nobody->call('List_GetAll');
        throw new RuntimeException('a wrong token was taken');
    } catch (SoapFault $fault) {
        same('fault', str_contains($fault->getMessage(), '---> 1001: Invalid Authentication'), true);
    }
    return array_sum(array_map(fn (Service $service): int => count($service->called), $services));
}

[, $baseUrl, $path] = $argv;
$scenario = json_decode(file_get_contents($path), true, flags: JSON_THROW_ON_ERROR);
foreach (['SOAP 1.1' => SOAP_1_1, 'SOAP 1.2' => SOAP_1_2] as $label => $version) {
    $count = check($baseUrl, $scenario, $version);
    echo 'foreign: php ', PHP_VERSION, ", $label: $count operations as expected\n";
}
