using Microsoft.AspNetCore.Http;

namespace LeadScoring.Sandbox.Http;

/// <summary>What the two emulators have in common for the server in front of them.</summary>
interface ICrmApi
{
    /// <summary>The name in the request log.</summary>
    string Name { get; }

    /// <summary>What the request log calls this request.</summary>
    string KindOf(string method, string[] path);

    /// <summary>Answers as the CRM would, errors included.</summary>
    ApiReply Answer(ApiCall call, IHeaderDictionary responseHeaders);
}
