import { complex, int, operation, type ServiceShape, string } from './shape.ts';

const taskResult = complex('BackgroundTaskResult', string('TaskId', 'Status', 'Content'));

export const reportService: ServiceShape = {
  name: 'ReportService',
  operations: [
    operation('Reports_BackgroundTask_Result', string('TaskId'), taskResult),
    operation(
      'Reports_GetWageCodesByRunCompany_FilterByWageCode_Background',
      int('companyId', 'runId', 'year', 'wageCode'),
      'string',
    ),
    operation('Reports_GetWageCodesByRunCompany_v2_Background', int('companyId', 'runId', 'year'), 'string'),
  ],
};
