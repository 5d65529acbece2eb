using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace LeadScoring.Connector.Crm;

/// <summary>Puts a refusal into words and says what it means.</summary>
delegate CrmException ExplainRefusal(CrmCall call, HttpResponseMessage response, string body);

/// <summary>
/// Sends a call and reads its JSON answer, and does both again when that is worth it: a cut connection or a page
/// that is no JSON shows only while the body is read, so the whole of it is one attempt.
/// </summary>
sealed class CrmHttp(
    HttpMessageHandler handler, ExplainRefusal explain, TimeSpan timeout, TimeProvider time, ILogger logger) : IDisposable
{
    const int Retries = 5;

    /// <summary>The most of a refusal that is read.</summary>
    const int LongestRefusal = 64 * 1024;

    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>How long what must not be lost, a write or a token on its way, may still take once the worker was asked to stop.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    readonly HttpClient client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    readonly ResiliencePipeline repeating = Pipeline(IsWorthARetry, time, logger);
    readonly ResiliencePipeline creating = Pipeline(IsSurelyUndone, time, logger);

    /// <exception cref="CrmException">The call failed for good.</exception>
    public async Task<CrmReply<T>> SendAsync<T>(CrmCall call, JsonTypeInfo<T> shape, CancellationToken cancellationToken) =>
        call.IsOptional
            ? await AttemptAsync(call, shape, cancellationToken)
            : await (call.Creates ? creating : repeating).ExecuteAsync(token => AttemptAsync(call, shape, token), cancellationToken);

    public void Dispose() => client.Dispose();

    async ValueTask<CrmReply<T>> AttemptAsync<T>(CrmCall call, JsonTypeInfo<T> shape, CancellationToken cancellationToken)
    {
        using var ending = new CancellationTokenSource(timeout, time);
        using var stopping = cancellationToken.Register(() => End(call, ending));
        try
        {
            return await ExchangeAsync(call, shape, ending.Token);
        }
        catch (HttpRequestException failure)
        {
            throw new CrmException(CrmFailure.Unavailable, $"The CRM did not answer to {call.Kind}: {failure.HttpRequestError}.", failure);
        }
        catch (IOException failure)
        {
            throw Unusable(call, failure);
        }
        catch (InvalidDataException failure)
        {
            throw Unusable(call, failure);
        }
        catch (JsonException failure)
        {
            throw Unusable(call, failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CrmException(CrmFailure.Unavailable, $"The CRM did not answer to {call.Kind} in {timeout}.", failure);
        }
    }

    async Task<CrmReply<T>> ExchangeAsync<T>(CrmCall call, JsonTypeInfo<T> shape, CancellationToken cancellationToken)
    {
        using var request = call.ToRequest();
        var started = time.GetTimestamp();
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw explain(call, response, await TextAsync(stream, cancellationToken));

        var body = await JsonSerializer.DeserializeAsync(stream, shape, cancellationToken)
            ?? throw new JsonException("The answer is null.");
        return new(body, response.Headers.Date ?? time.GetUtcNow(), time.GetElapsedTime(started));
    }

    static async Task<string> TextAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream);
        var text = new char[LongestRefusal];
        return new(text, 0, await reader.ReadBlockAsync(text, cancellationToken));
    }

    static void End(CrmCall call, CancellationTokenSource ending)
    {
        if (call.Writes)
            ending.CancelAfter(Grace);
        else
            ending.Cancel();
    }

    static CrmException Unusable(CrmCall call, Exception failure) =>
        new(CrmFailure.Unavailable, $"The CRM gave no usable answer to {call.Kind}: {failure.GetType().Name}.", failure);

    static ResiliencePipeline Pipeline(Func<CrmException, bool> isWorthARetry, TimeProvider time, ILogger logger) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Retries,
                ShouldHandle = new PredicateBuilder().Handle(isWorthARetry),
                DelayGenerator = static attempt => ValueTask.FromResult<TimeSpan?>(Wait(attempt)),
                OnRetry = attempt =>
                {
                    logger.Retrying(attempt.AttemptNumber + 1, attempt.RetryDelay, attempt.Outcome.Exception?.Message);
                    return default;
                },
            })
            .Build();

    static bool IsWorthARetry(CrmException failure) =>
        failure.Failure is CrmFailure.Throttled or CrmFailure.Unavailable && (failure.RetryAfter ?? TimeSpan.Zero) <= LongestWait;

    /// <summary>A call that was one too many was not carried out; after any other failure it may have been.</summary>
    static bool IsSurelyUndone(CrmException failure) => failure.Failure == CrmFailure.Throttled && IsWorthARetry(failure);

    /// <summary>1, 2, 4, 8, 16 seconds, a fifth more or less so that connections do not fall into step; never before the CRM says.</summary>
    static TimeSpan Wait(RetryDelayGeneratorArguments<object> attempt)
    {
        var growing = TimeSpan.FromSeconds(Math.Pow(2, attempt.AttemptNumber)) * (0.8 + (0.4 * Random.Shared.NextDouble()));
        var asked = (attempt.Outcome.Exception as CrmException)?.RetryAfter ?? TimeSpan.Zero;
        return growing > asked ? growing : asked;
    }
}
