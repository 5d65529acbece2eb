namespace LeadScoring.Connector.Pipeline;

/// <summary>Tells now and then how far the first reading of a connection is, which may take hours.</summary>
sealed class ProgressLog(string connection, TimeProvider time, ILogger logger)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    readonly long started = time.GetTimestamp();
    long told = time.GetTimestamp();
    int rows;
    int? total;

    /// <param name="page">Rows of one more page.</param>
    /// <param name="of">Rows there are, as its answer told.</param>
    public void Add(string stream, int page, int? of)
    {
        rows += page;
        total ??= of;
        if (time.GetElapsedTime(told) < Pause)
            return;

        told = time.GetTimestamp();
        logger.Progress(new ReadProgress(connection, stream, rows, total, time.GetElapsedTime(started)));
    }
}
