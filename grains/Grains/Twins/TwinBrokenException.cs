using Qianliyan.Domain.Registry;

namespace Qianliyan.Grains.Twins;

/// <summary>
/// The activation cannot go on after a failure and is about to end; nothing of the call was stored. The next call meets
/// a new activation, which reads the journal.
/// </summary>
public sealed class TwinBrokenException(TwinName twin) : Exception($"{twin} loads its state again; try once more.");
