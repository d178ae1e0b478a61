using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Electricity;

/// <summary>A version of an order and how it came.</summary>
/// <param name="OrderedAt">When it arrived.</param>
/// <param name="Entry">Sequence number of its journal entry.</param>
[GenerateSerializer, Immutable, Alias("qly.OrderVersion")]
public sealed record OrderVersion(
    [property: Id(0)] EmergencyOrder Order, [property: Id(1)] BeijingTime OrderedAt, [property: Id(2)] long Entry)
{
    public static void Write(EntryWriter writer, OrderVersion version)
    {
        EmergencyOrder.Write(writer, version.Order);
        writer.Time(version.OrderedAt);
        writer.Signed(version.Entry);
    }

    public static OrderVersion Read(ref EntryReader reader) =>
        new(EmergencyOrder.Read(ref reader), reader.Time(), reader.Signed());
}
