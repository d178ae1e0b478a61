namespace Qianliyan.Abstractions;

/// <summary>One activation of a twin, seen from the silo it is active in.</summary>
public sealed class ActiveTwin
{
    const long Gone = -1;

    long _sequence = Gone;

    /// <summary>The last entry that the twin's status shows; null before it is loaded and after it has ended.</summary>
    public long? Sequence => Volatile.Read(ref _sequence) is var sequence and not Gone ? sequence : null;

    public void Show(long sequence) => Volatile.Write(ref _sequence, sequence);

    public void End() => Volatile.Write(ref _sequence, Gone);
}
