using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Registry;

/// <summary>
/// A production or treatment device (生产设施, 治污设施): the point that measures it and the factor that carries its
/// current or power. Written <c>MN1-44:d20401</c>.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.DeviceId")]
public readonly record struct DeviceId(
    [property: Id(0)] PointId Point, [property: Id(1)] FactorCode Factor) : IComparable<DeviceId>
{
    public static bool TryParse(string? text, out DeviceId device)
    {
        device = default;
        int colon = text?.LastIndexOf(':') ?? -1;
        if (colon < 0
            || !PointId.TryParse(text![..colon], out PointId point)
            || !FactorCode.TryParse(text[(colon + 1)..], out FactorCode factor))
        {
            return false;
        }

        device = new DeviceId(point, factor);
        return true;
    }

    /// <exception cref="FormatException">Not <c>MN-ST:factor</c>.</exception>
    public static DeviceId Parse(string text) =>
        TryParse(text, out DeviceId device)
            ? device
            : throw new FormatException($"Device '{text}' is not of the form MN-ST:factor, such as MN1-44:d20401.");

    public int CompareTo(DeviceId other) =>
        Point == other.Point
            ? Factor.CompareTo(other.Factor)
            : string.CompareOrdinal(Point.ToString(), other.Point.ToString());

    public override string ToString() => $"{Point}:{Factor}";

    public static bool operator <(DeviceId left, DeviceId right) => left.CompareTo(right) < 0;
    public static bool operator >(DeviceId left, DeviceId right) => left.CompareTo(right) > 0;
    public static bool operator <=(DeviceId left, DeviceId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(DeviceId left, DeviceId right) => left.CompareTo(right) >= 0;
}
