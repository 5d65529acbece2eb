using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>Standard actions emailSimple and customNotificationAction: accepted for every input, sent nowhere.</summary>
static class Actions
{
    public static ApiReply Answer(ApiCall call)
    {
        var name = call.Path[^1];
        var inputs = call.Json().GetProperty("inputs").GetArrayLength();
        return ApiReply.Json(200, Enumerable.Range(0, inputs).Select(_ => new { ActionName = name, Errors = (object?)null, IsSuccess = true }).ToArray());
    }
}
