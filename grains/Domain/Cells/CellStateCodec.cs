using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Cells;

/// <summary>A cell's snapshot, format 4: everything but the pages.</summary>
static class CellStateCodec
{
    const byte Format = 4;

    public static void Write(CellState state, EntryWriter writer)
    {
        writer.Byte(Format);
        RegistryCodec.WriteOptional(writer, state.Registration);
        state.Standing.Write(writer);
        state.Seen.Write(writer);
        state.Acknowledged.Write(writer);
        state.Presence.Write(writer);
        state.Sources.Write(writer);
        writer.Time(state.NewestHour);
        writer.Time(state.NewestAround);
        state.Findings.Write(writer);
        state.RankedFactors.Write(writer);
        writer.Unsigned((ulong)state.MonthsToTell.Count);
        foreach (NaturalMonth month in state.MonthsToTell)
            writer.Int(month.Number);
        writer.Unsigned((ulong)state.Outcomes.Count);
        foreach ((NaturalMonth month, MonthOutcome outcome) in state.Outcomes)
        {
            writer.Int(month.Number);
            writer.Byte((byte)outcome);
        }

        writer.Unsigned((ulong)state.Factors.Count);
        foreach (CellFactor factor in state.Factors)
            factor.Write(writer);
    }

    public static CellState Read(TwinName name, ref EntryReader reader)
    {
        byte format = reader.Byte();
        if (format != Format)
            throw new InvalidDataException($"Snapshot of {name} has format {format}; this version reads {Format}.");
        var state = new CellState(name)
        {
            Registration = (CellRecord?)RegistryCodec.ReadOptional(ref reader),
            Standing = Standing.Read(ref reader),
            Seen = SeenSignals.Read(ref reader),
            Acknowledged = AcknowledgementSet.Read(ref reader),
            Presence = Presence.Read(ref reader),
            Sources = Roster.Read(ref reader),
            NewestHour = reader.Time(),
            NewestAround = reader.Time(),
            Findings = FindingSet.Read(ref reader),
            RankedFactors = RankedFactors.Read(ref reader),
        };
        for (int count = reader.Count(); count > 0; count--)
            state.MonthsToTell.Add(new NaturalMonth(reader.Int()));
        for (int count = reader.Count(); count > 0; count--)
            state.Outcomes.Add(new NaturalMonth(reader.Int()), (MonthOutcome)reader.Byte());
        for (int count = reader.Count(); count > 0; count--)
            state.Factors.Add(CellFactor.Read(ref reader));
        return state;
    }
}
