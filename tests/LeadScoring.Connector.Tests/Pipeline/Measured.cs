using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>What the connector's meter tells of one connection, from now on.</summary>
sealed class Measured : IDisposable
{
    readonly MeterListener listener = new();
    readonly ConcurrentQueue<(string Instrument, string Tags, double Value)> told = [];

    public Measured(string connection)
    {
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter.Name == Metrics.Name)
                heard.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(connection, instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(connection, instrument, value, tags));
        listener.Start();
    }

    /// <summary>The values of an instrument that are not 0, in their order, each with its other tags.</summary>
    public IEnumerable<string> Of(string instrument) =>
        told.Where(one => one.Instrument == instrument && one.Value != 0).Select(one => $"{one.Value}{one.Tags}");

    public double Sum(string instrument) => told.Where(one => one.Instrument == instrument).Sum(one => one.Value);

    public void Dispose() => listener.Dispose();

    void Keep(string connection, Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = tags.ToArray();
        if (all.Contains(new("connection", connection)))
            told.Enqueue((instrument.Name, string.Concat(all.Where(tag => tag.Key != "connection").Select(tag => $" {tag.Key}={tag.Value}")), value));
    }
}
