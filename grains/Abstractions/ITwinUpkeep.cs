using Orleans.Concurrency;

namespace Qianliyan.Abstractions;

/// <summary>What a twin asks of itself, in a turn of its own so that nobody waits for it.</summary>
[Alias("qly.ITwinUpkeep")]
public interface ITwinUpkeep : IGrainWithStringKey
{
    /// <summary>Writes a checkpoint and lets pages leave memory.</summary>
    [OneWay, Alias("Checkpoint")]
    Task Checkpoint();
}
