using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>A point's snapshot, format 9: everything but the pages, which have their own rows.</summary>
static class PointStateCodec
{
    const byte Format = 9;

    public static void Write(PointState state, EntryWriter writer)
    {
        writer.Byte(Format);
        RegistryCodec.WriteOptional(writer, state.Registration);
        writer.Signed(state.Sequence);
        writer.Time(state.LastArrival);
        writer.Time(state.LastDataTime);
        writer.Time(state.OpenHour);
        writer.Time(state.NewestMinute);
        writer.Int(state.SettledBefore);
        writer.Int(state.NewestFoundDay);
        writer.Unsigned(state.ProvisionalDays);
        writer.Int(state.SettlesAfter);
        writer.Int(state.FirstDay);
        writer.Int(state.ExpectedUntil);
        writer.Byte((byte)state.Link);
        writer.Time(state.LinkSince);
        writer.Byte((byte)state.Level);
        writer.Time(state.LevelSince);
        writer.Byte((byte)state.Cause);
        writer.Factor(state.CauseFactor);
        writer.Signed(state.Observations);
        writer.Signed(state.Conflicts);
        writer.Signed(state.FutureDated);
        writer.Signed(state.Late);
        writer.Time(state.LastPowerOn);
        writer.Unsigned((ulong)state.Devices.Count);
        foreach (DeviceState device in state.Devices)
        {
            writer.Factor(device.Device);
            writer.Time(device.At);
            writer.Exact(device.State);
            writer.Time(device.RunTimeDay);
            writer.Exact(device.RunHours);
        }

        writer.Unsigned((ulong)state.Factors.Length);
        foreach (ref readonly FactorState factor in state.Factors)
            factor.Write(writer);
        writer.Unsigned((ulong)state.Unplaced.Count);
        foreach (ulong fingerprint in state.Unplaced)
            writer.Unsigned(fingerprint);
        writer.Bool(state.IsHeld);
        writer.Bool(state.Hold is not null);
        state.Hold?.Write(writer);
        writer.Bool(state.SamplesOver is not null);
        state.SamplesOver?.Write(writer);
        writer.Bool(state.Acknowledged is not null);
        state.Acknowledged?.Write(writer);
        writer.Bool(state.Ledger is not null);
        state.Ledger?.Write(writer);
        state.Watched.Write(writer);
        writer.Bool(state.IsMarked);
        writer.Bool(state.Seen is not null);
        state.Seen?.Write(writer);
        writer.Bool(state.IsOpenHourClosed);
        RegistryCodec.WriteOptional(writer, state.WithFormerLimits);
        writer.Unsigned((ulong)(state.Claims?.Count ?? 0));
        foreach (TwinName furnace in state.Claims ?? [])
            writer.Text(furnace.ToString());
        writer.Bool(state.DatedOver is not null);
        state.DatedOver?.Write(writer);
        state.Policies.Write(writer);
    }

    public static PointState Read(TwinName name, ref EntryReader reader)
    {
        byte format = reader.Byte();
        if (format != Format)
            throw new InvalidDataException($"Snapshot of {name} has format {format}; this version reads {Format}.");
        var state = new PointState(name)
        {
            Registration = (PointRecord?)RegistryCodec.ReadOptional(ref reader),
            Sequence = reader.Signed(),
            LastArrival = reader.Time(),
            LastDataTime = reader.Time(),
            OpenHour = reader.Time(),
            NewestMinute = reader.Time(),
            SettledBefore = reader.Int(),
            NewestFoundDay = reader.Int(),
            ProvisionalDays = reader.Unsigned(),
            SettlesAfter = reader.Int(),
            FirstDay = reader.Int(),
            ExpectedUntil = reader.Int(),
            Link = (LinkState)reader.Byte(),
            LinkSince = reader.Time(),
            Level = (EscalationLevel)reader.Byte(),
            LevelSince = reader.Time(),
            Cause = (PointCause)reader.Byte(),
            CauseFactor = reader.Factor(),
            Observations = reader.Signed(),
            Conflicts = reader.Signed(),
            FutureDated = reader.Signed(),
            Late = reader.Signed(),
            LastPowerOn = reader.Time(),
        };
        for (int count = reader.Count(); count > 0; count--)
            state.SetDevice(
                new DeviceState(reader.Factor(), reader.Time(), reader.Exact(), reader.Time(), reader.Exact()));
        int factors = reader.Count();
        state.Reserve(factors);
        for (int i = 0; i < factors; i++)
        {
            FactorState factor = FactorState.Read(ref reader);
            int index = state.IndexOf(factor.Code);
            state.Factors[index] = factor;
        }

        for (int count = reader.Count(); count > 0; count--)
            state.RememberUnplaced(reader.Unsigned());
        state.IsHeld = reader.Bool();
        state.Hold = reader.Bool() ? LevelHold.Read<PointGround>(ref reader) : null;
        state.SamplesOver = reader.Bool() ? SamplesOver.Read(ref reader) : null;
        state.Acknowledged = reader.Bool() ? AcknowledgementSet.Read(ref reader) : null;
        state.Ledger = reader.Bool() ? PointLedger.Read(ref reader) : null;
        state.Watched = WatchedDays.Read(ref reader);
        state.IsMarked = reader.Bool();
        state.Seen = reader.Bool() ? SeenSignals.Read(ref reader) : null;
        state.IsOpenHourClosed = reader.Bool();
        state.WithFormerLimits = (PointRecord?)RegistryCodec.ReadOptional(ref reader);
        for (int count = reader.Count(); count > 0; count--)
            (state.Claims ??= []).Add(TwinName.Parse(reader.Text() ?? ""));
        state.DatedOver = reader.Bool() ? LimitsDatedOver.Read(ref reader) : null;
        state.Policies = DayPolicies.Read(ref reader);
        return state;
    }
}
