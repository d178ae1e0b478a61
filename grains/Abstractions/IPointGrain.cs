using Orleans.Concurrency;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Abstractions;

/// <summary>A monitoring point (监测点位); key <c>{MN}-{ST}</c>.</summary>
[Alias("qly.IPointGrain")]
public interface IPointGrain : IMarkedGrain
{
    /// <summary>Takes uploads in the order given and returns when every one that it accepts is durable.</summary>
    /// <param name="uploads">Of this point only.</param>
    /// <param name="admitsUnknown">Whether a point that is not registered may record all the same.</param>
    [Alias("Record")]
    ValueTask<RecordReply[]> Record(Upload[] uploads, bool admitsUnknown);

    /// <summary>
    /// Its device is connected to that silo and stays: the point moves there as soon as nothing is under way, so that its
    /// uploads need not cross to another silo.
    /// </summary>
    [OneWay, AlwaysInterleave, Alias("MoveTo")]
    Task MoveTo(SiloAddress silo);

    /// <summary>Why this point takes nothing from a device; null when it would take its uploads.</summary>
    /// <param name="password">What the device sent as PW; of a type that a log of the call shows as stars.</param>
    /// <param name="admitsUnknown">Whether a point that is not registered may record all the same.</param>
    [Alias("Refusal")]
    ValueTask<RecordOutcome?> Refusal(DevicePassword password, bool admitsUnknown);
}
