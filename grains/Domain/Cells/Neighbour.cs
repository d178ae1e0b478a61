using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Cells;

/// <summary>A station near another, with its hour mean. Ordered by distance, then by name.</summary>
/// <param name="Metres">From the station that is judged.</param>
/// <param name="Value">None while it has no valid mean of the hour.</param>
public readonly record struct Neighbour(string Name, double Metres, Exact Value) : IComparable<Neighbour>
{
    public int CompareTo(Neighbour other) =>
        Metres != other.Metres ? Metres.CompareTo(other.Metres) : string.CompareOrdinal(Name, other.Name);

    public static bool operator <(Neighbour left, Neighbour right) => left.CompareTo(right) < 0;
    public static bool operator >(Neighbour left, Neighbour right) => left.CompareTo(right) > 0;
    public static bool operator <=(Neighbour left, Neighbour right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Neighbour left, Neighbour right) => left.CompareTo(right) >= 0;
}
