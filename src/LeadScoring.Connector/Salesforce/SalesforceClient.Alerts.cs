using System.Text.Json;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>The endpoints that tell people something.</summary>
sealed partial class SalesforceClient
{
    /// <summary>
    /// Runs a standard action for one input (Actions Developer Guide). An action that fails answers 400 with its own
    /// errors, or 200 with isSuccess false.
    /// </summary>
    public Task<CrmReply<List<ActionReply>>> RunActionAsync<T>(string name, T input, CancellationToken cancellationToken) => http.SendAsync(
        new(HttpMethod.Post, address.Of($"{root}/actions/standard/{name}"), "alert")
        {
            Json = JsonSerializer.SerializeToUtf8Bytes(new ActionRequest<T>([input]), typeof(ActionRequest<T>), SalesforceAlertJson.Default),
            Writes = true,
            Creates = true,
        },
        SalesforceAlertJson.Default.ListActionReply,
        cancellationToken);

    public Task<CrmReply<CreateReply>> CreateTaskAsync(TaskRecord task, CancellationToken cancellationToken) => http.SendAsync(
        new(HttpMethod.Post, address.Of($"{root}/sobjects/Task"), "alert")
        {
            Json = JsonSerializer.SerializeToUtf8Bytes(task, SalesforceAlertJson.Default.TaskRecord),
            Writes = true,
            Creates = true,
        },
        SalesforceAdminJson.Default.CreateReply,
        cancellationToken);
}
