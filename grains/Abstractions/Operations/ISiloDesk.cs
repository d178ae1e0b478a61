using Orleans.Services;

namespace Qianliyan.Abstractions.Operations;

/// <summary>One in every silo: answers operators, whichever silo they ask.</summary>
public interface ISiloDesk : IGrainService
{
    [Alias("Report")]
    Task<SiloReport> Report();

    /// <summary>See <see cref="SiloDrain"/>. Returns at once.</summary>
    [Alias("Drain")]
    Task Drain();
}
