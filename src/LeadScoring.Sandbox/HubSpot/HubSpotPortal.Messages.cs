using System.Globalization;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>What others have put onto the timelines of contacts.</summary>
public sealed partial class HubSpotPortal
{
    /// <summary>The properties of the tasks, notes or other engagements of a contact, oldest first.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string?>> Timeline(string type, string contactId)
    {
        lock (Gate)
        {
            var table = Table(type);
            var contact = long.Parse(contactId, CultureInfo.InvariantCulture);
            return [.. Associations.Of("contacts", contact, type).Order().Select(id => table.Find(id)).OfType<PortalRecord>().Where(record => !record.IsArchived)
                .Select(record => table.Properties.ToDictionary(property => property.Name, property => record.Version[table.SlotOf(property.Name)]))];
        }
    }
}
