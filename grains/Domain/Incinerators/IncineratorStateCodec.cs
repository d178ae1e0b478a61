using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Domain.Incinerators;

/// <summary>A furnace's snapshot, format 5: everything but the pages.</summary>
static class IncineratorStateCodec
{
    const byte Format = 5;

    public static void Write(IncineratorState state, EntryWriter writer)
    {
        writer.Byte(Format);
        RegistryCodec.WriteOptional(writer, state.Registration);
        state.Standing.Write(writer);
        state.Seen.Write(writer);
        state.Acknowledged.Write(writer);
        state.Presence.Write(writer);
        state.Points.Write(writer);
        writer.Time(state.NewestDay);
        writer.Time(state.Now);
        writer.Unsigned((ulong)state.Pending.Count);
        foreach (int day in state.Pending)
            writer.Int(day);
        state.Grains.Write(writer);
        state.SubsidyGrains.Write(writer);
        state.Today.Write(writer);
        state.Yesterday.Write(writer);
        writer.Int(state.TemperatureDaysInMonth);
        writer.Int(state.EmissionDaysInMonth);
        writer.Bool(state.IsMonthFound);
        state.Conditions.Write(writer);
        writer.Unsigned((ulong)state.Latest.Count);
        foreach (LatestMeans means in state.Latest.Values)
            means.Write(writer);
        writer.Unsigned((ulong)state.Outlets.Count);
        foreach (PointRecord outlet in state.Outlets.Values)
            RegistryCodec.Write(writer, outlet);
        writer.Bool(state.Hold is not null);
        state.Hold?.Write(writer);
        writer.Bool(state.SamplesOver is not null);
        state.SamplesOver?.Write(writer);
        writer.Unsigned((ulong)state.DatedOver.Count);
        foreach ((TwinName outlet, LimitsDatedOver over) in state.DatedOver)
        {
            writer.Text(outlet.ToString());
            over.Write(writer);
        }

        state.Policies.Write(writer);
    }

    public static IncineratorState Read(TwinName name, ref EntryReader reader)
    {
        byte format = reader.Byte();
        if (format != Format)
            throw new InvalidDataException($"Snapshot of {name} has format {format}; this version reads {Format}.");
        var state = new IncineratorState(name)
        {
            Registration = (IncineratorRecord?)RegistryCodec.ReadOptional(ref reader),
            Standing = Standing.Read(ref reader),
            Seen = SeenSignals.Read(ref reader),
            Acknowledged = AcknowledgementSet.Read(ref reader),
            Presence = Presence.Read(ref reader),
            Points = Roster.Read(ref reader),
            NewestDay = reader.Time(),
            Now = reader.Time(),
            Pending = ReadPending(ref reader),
            Grains = GrainHistory.Read(ref reader),
            SubsidyGrains = GrainHistory.Read(ref reader),
            Today = DaySummary.Read(ref reader),
            Yesterday = DaySummary.Read(ref reader),
            TemperatureDaysInMonth = reader.Int(),
            EmissionDaysInMonth = reader.Int(),
            IsMonthFound = reader.Bool(),
            Conditions = ConditionRuns.Read(ref reader),
        };
        for (int count = reader.Count(); count > 0; count--)
        {
            LatestMeans means = LatestMeans.Read(ref reader);
            state.Latest.Add((means.Factor, means.Source), means);
        }

        for (int count = reader.Count(); count > 0; count--)
        {
            var outlet = (PointRecord)RegistryCodec.Read(ref reader);
            state.Outlets.Add(outlet.Twin, outlet);
        }

        state.Hold = reader.Bool() ? LevelHold.Read<FurnaceGround>(ref reader) : null;
        state.SamplesOver = reader.Bool() ? SamplesOver.Read(ref reader) : null;
        for (int count = reader.Count(); count > 0; count--)
            state.DatedOver.Add(TwinName.Parse(reader.Text() ?? ""), LimitsDatedOver.Read(ref reader));
        state.Policies = DayPolicies.Read(ref reader);
        return state;
    }

    static SortedSet<int> ReadPending(ref EntryReader reader)
    {
        var pending = new SortedSet<int>();
        for (int count = reader.Count(); count > 0; count--)
            pending.Add(reader.Int());
        return pending;
    }
}
