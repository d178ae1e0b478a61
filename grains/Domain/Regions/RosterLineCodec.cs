using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Regions;

/// <summary>A roster line behind its name: a display name that is the id and an empty reason are left out.</summary>
static class RosterLineCodec
{
    public static void Write(EntryWriter writer, RosterLine line)
    {
        writer.Text(line.DisplayName == line.Name.Id ? null : line.DisplayName);
        writer.Byte((byte)line.Level);
        writer.Byte((byte)line.Link);
        writer.Text(line.Reason.Length == 0 ? null : line.Reason);
        writer.Bool(line.Location is not null);
        if (line.Location is { } place)
        {
            writer.Unsigned(BitConverter.DoubleToUInt64Bits(place.Longitude));
            writer.Unsigned(BitConverter.DoubleToUInt64Bits(place.Latitude));
        }

        writer.Time(line.Since);
    }

    public static RosterLine Read(TwinName name, ref EntryReader reader) => new(
        name,
        reader.Text() ?? name.Id,
        (EscalationLevel)reader.Byte(),
        (LinkState)reader.Byte(),
        reader.Text() ?? "",
        reader.Bool()
            ? new Wgs84(
                BitConverter.UInt64BitsToDouble(reader.Unsigned()),
                BitConverter.UInt64BitsToDouble(reader.Unsigned()))
            : null,
        reader.Time());
}
