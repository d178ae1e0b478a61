using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Points;

/// <summary>The furnace temperature at a second of an hour, or of the minutes from it on.</summary>
/// <param name="Second">Of its hour.</param>
/// <param name="Minutes">That it is the mean of; 0 for an instant.</param>
/// <param name="Device">As the device makes it of its thermocouples; none where it reports them singly.</param>
/// <param name="Upper">The median of the upper section; none where it did not come.</param>
/// <param name="Middle">The median of the middle section.</param>
public readonly record struct FurnaceSample(ushort Second, byte Minutes, Exact Device, Exact Upper, Exact Middle)
{
    /// <summary>What is not told now stays as it was.</summary>
    public FurnaceSample With(FurnaceSample later) => later with
    {
        Device = later.Device.HasValue ? later.Device : Device,
        Upper = later.Upper.HasValue ? later.Upper : Upper,
        Middle = later.Middle.HasValue ? later.Middle : Middle,
    };

    public void Write(EntryWriter writer)
    {
        writer.Unsigned(Second);
        writer.Byte(Minutes);
        writer.Exact(Device);
        writer.Exact(Upper);
        writer.Exact(Middle);
    }

    public static FurnaceSample Read(ref EntryReader reader) => new(
        (ushort)reader.UnsignedUpTo(ushort.MaxValue), reader.Byte(), reader.Exact(), reader.Exact(), reader.Exact());
}
