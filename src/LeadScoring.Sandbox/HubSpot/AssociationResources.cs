using System.Globalization;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>
/// Which engagements belong to which contacts, one at a time or 1,000 in a batch. v3 names each by id and type, v4 and the
/// dated versions by its association types (OpenAPI files "Associations"; v3's is not among them). [unverified for v3]
/// </summary>
sealed class AssociationResources(HubSpotPortal portal)
{
    const int MostInputs = 1000;

    public ApiReply OfOne(ApiCall call, PortalTable from, string id, PortalTable to) =>
        ApiReply.Json(200, new { Results = Linked(call, from, Bodies.Id(id) ?? 0, to) });

    public ApiReply Read(ApiCall call, PortalTable from, PortalTable to)
    {
        var inputs = call.Json().GetProperty("inputs").EnumerateArray().Select(input => Bodies.Id(input.String("id")) ?? 0).ToArray();
        if (inputs.Length > MostInputs) throw HubSpotException.Invalid($"The maximum number of inputs is {MostInputs}");
        var now = PropertyValue.Format(portal.Now.ToUnixTimeMilliseconds());
        var found = inputs.Select(id => (Id: id, To: Linked(call, from, id, to))).ToLookup(pair => pair.To.Length > 0);
        var results = found[true].Select(pair => new { From = new { Id = Text(pair.Id) }, pair.To }).ToArray();
        var errors = found[false].Select(pair => NotLinked(from, pair.Id, to)).ToArray();
        return errors.Length == 0
            ? ApiReply.Json(200, new { Status = "COMPLETE", Results = results, StartedAt = now, CompletedAt = now })
            : ApiReply.Json(207, new { Status = "COMPLETE", Results = results, NumErrors = errors.Length, Errors = errors, StartedAt = now, CompletedAt = now });
    }

    // [seen by third parties; the wording is unverified]
    static object NotLinked(PortalTable from, long id, PortalTable to) => new
    {
        Status = "error",
        Category = "OBJECT_NOT_FOUND",
        SubCategory = "crm.associations.NO_ASSOCIATIONS_FOUND",
        Message = $"No {to.Name} is associated with {from.Name} {Text(id)}.",
        Context = new { FromObjectId = new[] { Text(id) } },
    };

    static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    object[] Linked(ApiCall call, PortalTable from, long id, PortalTable to)
    {
        var others = portal.Associations.Of(from.Name, id, to.Name).Select(other => other.ToString(CultureInfo.InvariantCulture));
        return call.Path[1] == "v3"
            ? [.. others.Select(other => new { Id = other, Type = $"{from.Name.TrimEnd('s')}_to_{to.Name.TrimEnd('s')}" })]
            : [.. others.Select(other => new
            {
                ToObjectId = other,
                AssociationTypes = new[] { new { Category = "HUBSPOT_DEFINED", TypeId = TypeId(from.Name, to.Name) } },
            })];
    }

    static int TypeId(string from, string to) => (from, to) switch
    {
        ("tasks", _) => 204,
        ("notes", _) => 202,
        ("calls", _) => 194,
        ("emails", _) => 198,
        ("meetings", _) => 200,
        ("communications", _) => 81,
        (_, "tasks") => 203,
        (_, "notes") => 201,
        (_, "calls") => 193,
        (_, "emails") => 197,
        (_, "meetings") => 199,
        _ => 82,
    };
}
