using System.Text.Json;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>The endpoints that check and setup call.</summary>
sealed partial class SalesforceClient
{
    /// <summary>Which fields the page layouts show (page "sObject Layouts").</summary>
    public Task<CrmReply<LayoutsReply>> LayoutsAsync(string name, CancellationToken cancellationToken) =>
        http.SendAsync(
            new(HttpMethod.Get, address.Of($"{root}/sobjects/{Uri.EscapeDataString(name)}/describe/layouts"), "layouts"),
            SalesforceAdminJson.Default.LayoutsReply,
            cancellationToken);

    /// <summary>The resources of the version, and with them the address that names the signed-in user.</summary>
    public Task<CrmReply<RootReply>> RootAsync(CancellationToken cancellationToken) =>
        http.SendAsync(new(HttpMethod.Get, address.Of(root), "identity"), SalesforceAdminJson.Default.RootReply, cancellationToken);

    /// <param name="path">Such as sobjects/PermissionSet or tooling/sobjects/CustomField.</param>
    /// <returns>The id of what was made.</returns>
    public async Task<string> CreateAsync<T>(string path, T record, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(record, typeof(T), SalesforceAdminJson.Default);
        var reply = await http.SendAsync(
            new(HttpMethod.Post, address.Of($"{root}/{path}"), "create") { Json = json, Creates = true },
            SalesforceAdminJson.Default.CreateReply,
            cancellationToken);
        return reply.Body.Id;
    }

    /// <summary>The first record that a query finds; null when there is none.</summary>
    public async Task<string?> IdAsync(string soql, CancellationToken cancellationToken) =>
        (await QueryAsync(soql, cancellationToken)).Body.Records is [var first, ..] ? first.Text("Id") : null;

    /// <summary>Changes a field permission.</summary>
    public async Task ChangeAsync(FieldPermissionsChange change, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new Changes([change]), SalesforceAdminJson.Default.Changes);
        var reply = await UpdateAsync(json, cancellationToken);
        if (reply.Body is not [{ Success: true }])
            throw new CrmException(CrmFailure.Rejected, "Salesforce refused to change a field permission")
            {
                Details = reply.Body is [{ Errors: [var error, ..] }, ..] ? error.Message : null,
                Remedy = "Let the user who runs setup manage profiles and permission sets.",
            };
    }
}
