using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;

namespace Qianliyan.Domain.Enterprises;

/// <summary>An enterprise's snapshot, format 4: everything but the pages.</summary>
static class EnterpriseStateCodec
{
    const byte Format = 4;

    public static void Write(EnterpriseState state, EntryWriter writer)
    {
        writer.Byte(Format);
        RegistryCodec.WriteOptional(writer, state.Registration);
        state.Standing.Write(writer);
        state.Seen.Write(writer);
        state.Presence.Write(writer);
        state.Roster.Write(writer);
        writer.Time(state.Today);
        writer.Time(state.NewestFindingDay);
        state.AtHand.Write(writer);
        state.DaysOver.Write(writer);
        state.OwnAtHand.Write(writer);
        writer.Bool(state.OwnHold is not null);
        state.OwnHold?.Write(writer);
        state.Power.Write(writer);
        state.Grains.Write(writer);
        state.Orders.Write(writer);
        state.SubsidyGrains.Write(writer);
        state.Policies.Write(writer);
        state.Violations.Write(writer);
        writer.Unsigned((ulong)state.Outlets.Count);
        foreach ((TwinName furnace, TwinName outlet) in state.Outlets)
        {
            writer.Text(furnace.ToString());
            writer.Text(outlet.ToString());
        }

        writer.Bool(state.MeetsListing);
        writer.Bool(state.Acknowledged is not null);
        state.Acknowledged?.Write(writer);
        writer.Unsigned((ulong)state.PeerDaysToTell.Count);
        foreach (int day in state.PeerDaysToTell)
            writer.Int(day);
    }

    public static EnterpriseState Read(TwinName name, ref EntryReader reader)
    {
        byte format = reader.Byte();
        if (format != Format)
            throw new InvalidDataException($"Snapshot of {name} has format {format}; this version reads {Format}.");
        var state = new EnterpriseState(name)
        {
            Registration = (EnterpriseRecord?)RegistryCodec.ReadOptional(ref reader),
            Standing = Standing.Read(ref reader),
            Seen = SeenSignals.Read(ref reader),
            Presence = Presence.Read(ref reader),
            Roster = Roster.Read(ref reader),
            Today = reader.Time(),
            NewestFindingDay = reader.Time(),
            AtHand = FindingSet.Read(ref reader),
            DaysOver = ExceedanceDays.Read(ref reader),
            OwnAtHand = FindingSet.Read(ref reader),
            OwnHold = reader.Bool() ? LevelHold.Read<OwnGround>(ref reader) : null,
            Power = PowerHistory.Read(ref reader),
            Grains = GrainHistory.Read(ref reader),
            Orders = OrderBook.Read(ref reader),
            SubsidyGrains = GrainHistory.Read(ref reader),
            Policies = DayPolicies.Read(ref reader),
        };
        state.Violations.ReadFrom(ref reader);
        for (int count = reader.Count(); count > 0; count--)
            state.Outlets.Add(TwinName.Parse(reader.Text() ?? ""), TwinName.Parse(reader.Text() ?? ""));
        state.MeetsListing = reader.Bool();
        state.Acknowledged = reader.Bool() ? AcknowledgementSet.Read(ref reader) : null;
        for (int count = reader.Count(); count > 0; count--)
            state.PeerDaysToTell.Add(reader.Int());
        return state;
    }
}
