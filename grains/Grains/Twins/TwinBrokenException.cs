using Qianliyan.Domain.Registry;

namespace Qianliyan.Grains.Twins;

/// <summary>
/// The activation cannot go on after a failure, or because another one has taken over, and is about to end; nothing of
/// the call was stored. The next call meets a new activation, which reads the journal.
/// </summary>
[GenerateSerializer, Alias("qly.TwinBrokenException")]
public sealed class TwinBrokenException : OrleansException
{
    public TwinBrokenException()
    {
    }

    public TwinBrokenException(TwinName twin)
        : base($"{twin} loads its state again; try once more.")
    {
    }
}
