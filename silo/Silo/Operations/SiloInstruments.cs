using System.Diagnostics.Metrics;
using Qianliyan.Abstractions;
using Qianliyan.Abstractions.Operations;
using Qianliyan.Domain.Registry;
using Qianliyan.Grains.Twins;

namespace Qianliyan.Silo.Operations;

/// <summary>Metrics of the silo and its twins (meter <c>Qianliyan.Silo</c>). No tag names a twin.</summary>
sealed class SiloInstruments
{
    public const string MeterName = "Qianliyan.Silo";

    static readonly TwinKind[] Kinds =
        [TwinKind.Point, TwinKind.Enterprise, TwinKind.Incinerator, TwinKind.Cell, TwinKind.Region];

    readonly ActiveTwins _active;

    public SiloInstruments(IMeterFactory meters, ActiveTwins active, TwinServices twins, SiloDrain drain)
    {
        _active = active;
        Meter meter = meters.Create(MeterName);
        meter.CreateObservableGauge("qianliyan.silo.draining", () => drain.HasBegun ? 1 : 0, null, "Whether it leaves.");
        meter.CreateObservableGauge("qianliyan.twins.active", Count, "{twin}", "Active twins by kind.");
        meter.CreateObservableGauge(
            "qianliyan.twins.untold", () => twins.LateLanes.Report().Lanes, "{lane}",
            "Pairs of twins of which one did not hear the other at the first attempt.");
        meter.CreateObservableGauge(
            "qianliyan.twins.untold.age", () => twins.LateLanes.Report().OldestSeconds, "s",
            "Since the first failed attempt that is not made good.");
    }

    /// <summary>Zero of a kind that none is active of: a series that ends is no zero.</summary>
    IEnumerable<Measurement<int>> Count()
    {
        KindCount[] active = _active.Count();
        return Kinds.Select(kind => new Measurement<int>(
            Array.Find(active, counted => counted.Kind == kind)?.Active ?? 0,
            new KeyValuePair<string, object?>("kind", kind.ToString().ToLowerInvariant())));
    }
}
