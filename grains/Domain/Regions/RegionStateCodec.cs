using System.Globalization;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Regions;

/// <summary>A region's snapshot, format 4: everything but the roster and the months, which have rows of their own.</summary>
static class RegionStateCodec
{
    const byte Format = 4;

    public static void Write(RegionState state, EntryWriter writer)
    {
        writer.Byte(Format);
        RegistryCodec.WriteOptional(writer, state.Registration);
        state.Standing.Write(writer);
        state.Clock.Write(writer);
        writer.Int(state.Sources);
        SignalCodec.WriteBody(writer, new RegionCounted(state.Totals));
        writer.Unsigned((ulong)state.Children.Count);
        foreach ((RegionCode child, RosterCounts counts) in state.Children)
        {
            writer.Int(child.Value);
            SignalCodec.WriteBody(writer, new RegionCounted(counts));
        }

        writer.Int(state.NewestMonth.Number);
        state.RankedFactors.Write(writer);
        writer.Unsigned((ulong)state.MonthsToRank.Count);
        foreach (NaturalMonth month in state.MonthsToRank)
            writer.Int(month.Number);
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
            Clock = RegionClock.Read(ref reader),
            Sources = reader.Int(),
            Totals = ((RegionCounted)SignalCodec.ReadBody(ref reader)).Counts,
        };
        for (int count = reader.Count(); count > 0; count--)
        {
            var child = RegionCode.Parse(reader.Int().ToString("D6", CultureInfo.InvariantCulture));
            state.Children[child] = ((RegionCounted)SignalCodec.ReadBody(ref reader)).Counts;
        }

        state.NewestMonth = new NaturalMonth(reader.Int());
        state.RankedFactors = RankedFactors.Read(ref reader);
        for (int count = reader.Count(); count > 0; count--)
            state.MonthsToRank.Add(new NaturalMonth(reader.Int()));
        for (int count = reader.Count(); count > 0; count--)
            state.Recent.Enqueue(new RecentFinding(reader.Signed(), FindingCodec.Read(ref reader)));
        return state;
    }
}
