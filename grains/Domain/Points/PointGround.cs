using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Points;

/// <summary>A ground of a point's level that is kept clean for.</summary>
/// <param name="Window">
/// Start of the day; of the last hour of a day, which is known when the next day has begun, of the hour; not set for instants,
/// which nothing takes back.
/// </param>
public readonly record struct PointGround(PointCause Cause, FactorCode Factor, BeijingTime Window) : ILevelGround<PointGround>
{
    /// <summary>The longer window is greater, then the lower code, then what is newer.</summary>
    public int CompareTo(PointGround other) =>
        Cause != other.Cause ? Cause.CompareTo(other.Cause)
        : Factor != other.Factor ? other.Factor.CompareTo(Factor)
        : Window.CompareTo(other.Window);

    public void Write(EntryWriter writer)
    {
        writer.Byte((byte)Cause);
        writer.Factor(Factor);
        writer.Time(Window);
    }

    public static PointGround Read(ref EntryReader reader) => new((PointCause)reader.Byte(), reader.Factor(), reader.Time());
}
