namespace LeadScoring.Sandbox.Salesforce;

/// <summary>Records that give way to another.</summary>
public sealed partial class SalesforceOrg
{
    /// <summary>Merges one record into another: the loser is deleted and names the winner in MasterRecordId.</summary>
    public void Merge(string type, string winnerId, string loserId, DateTimeOffset? at = null)
    {
        lock (Gate)
        {
            Row(type, loserId)["MasterRecordId"] = SalesforceId.Normalize(winnerId);
            Reparent(Row(type, loserId).Id, Row(type, winnerId).Id, Stamp(at));
            Delete(type, loserId, at);
            Touch(type, winnerId, at);
        }
    }

    /// <summary>Converts a lead; returns the contact's id. ConvertedDate has no time of day.</summary>
    /// <param name="into">A contact that is there already, as convertLead() takes one; null for a new one.</param>
    public string ConvertLead(string id, string status = "Closed - Converted", DateTimeOffset? at = null, string? into = null)
    {
        lock (Gate)
        {
            var lead = Row("Lead", id);
            var stamp = Stamp(at);
            var contact = into ?? Create("Contact", new Dictionary<string, object?>
            {
                ["FirstName"] = lead["FirstName"],
                ["LastName"] = lead["LastName"],
                ["Email"] = lead["Email"],
                ["Title"] = lead["Title"],
                ["OwnerId"] = PersonOf(lead),
            }, stamp, PersonOf(lead));
            SetField("Lead", id, "Status", status, stamp);
            lead["IsConverted"] = true;
            lead["ConvertedContactId"] = contact;
            lead["ConvertedDate"] = DateOnly.FromDateTime(stamp.UtcDateTime);
            Reparent(lead.Id, contact, stamp);
            return contact;
        }
    }

    // Apex guide, "Merging Records": a merge reparents related records. Help, "Convert Leads": activities go to the contact. That
    // their stamps move, and that mails and campaigns stay with the old record, is [unverified].
    void Reparent(string from, string to, DateTimeOffset at)
    {
        foreach (var type in new[] { "Task", "Event" })
        {
            foreach (var row in Table(type).Reparent(from, to)) row.Table.Stamp(row, at);
        }
    }
}
