namespace Qianliyan.Domain.Signals;

/// <summary>A place in the sequence of signals of one source.</summary>
[GenerateSerializer, Immutable, Alias("qly.SignalPosition")]
public readonly record struct SignalPosition([property: Id(0)] long Sequence, [property: Id(1)] int Ordinal)
    : IComparable<SignalPosition>
{
    public int CompareTo(SignalPosition other) =>
        Sequence != other.Sequence ? Sequence.CompareTo(other.Sequence) : Ordinal.CompareTo(other.Ordinal);

    public static bool operator <(SignalPosition left, SignalPosition right) => left.CompareTo(right) < 0;
    public static bool operator >(SignalPosition left, SignalPosition right) => left.CompareTo(right) > 0;
    public static bool operator <=(SignalPosition left, SignalPosition right) => left.CompareTo(right) <= 0;
    public static bool operator >=(SignalPosition left, SignalPosition right) => left.CompareTo(right) >= 0;
}
