using System.Globalization;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Domain.Regions;

/// <summary>A region's snapshot, format 1. The totals follow from roster and children.</summary>
static class RegionStateCodec
{
    const byte Format = 1;

    public static void Write(RegionState state, EntryWriter writer)
    {
        writer.Byte(Format);
        RegistryCodec.WriteOptional(writer, state.Registration);
        state.Standing.Write(writer);
        state.Seen.Write(writer);
        state.Roster.Write(writer);
        writer.Unsigned((ulong)state.Children.Count);
        foreach ((RegionCode child, RosterCounts counts) in state.Children)
        {
            writer.Int(child.Value);
            SignalCodec.WriteBody(writer, new RegionCounted(counts));
        }

        writer.Unsigned((ulong)state.Recent.Count);
        foreach (RecentFinding recent in state.Recent)
        {
            writer.Signed(recent.Sequence);
            FindingCodec.Write(writer, recent.Finding);
        }
    }

    public static RegionState Read(TwinName name, ref EntryReader reader)
    {
        byte format = reader.Byte();
        if (format != Format)
            throw new InvalidDataException($"Snapshot of {name} has format {format}; this version reads {Format}.");
        var registration = (RegionRecord?)RegistryCodec.ReadOptional(ref reader);
        var state = new RegionState(name)
        {
            Registration = registration,
            Standing = Standing.Read(ref reader),
            Seen = SeenSignals.Read(ref reader),
            Roster = Roster.Read(ref reader),
        };
        for (int count = reader.Count(); count > 0; count--)
        {
            var child = RegionCode.Parse(reader.Int().ToString("D6", CultureInfo.InvariantCulture));
            state.Children[child] = ((RegionCounted)SignalCodec.ReadBody(ref reader)).Counts;
        }

        for (int count = reader.Count(); count > 0; count--)
            state.Recent.Enqueue(new RecentFinding(reader.Signed(), FindingCodec.Read(ref reader)));
        state.Totals = RegionTotals.Of(state);
        return state;
    }
}
