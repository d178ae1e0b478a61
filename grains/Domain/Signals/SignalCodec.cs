using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Signals;

/// <summary>The bytes of signals in the journals of their receivers, format 1.</summary>
public static class SignalCodec
{
    enum BodyKind : byte
    {
        StatusChanged = 1,
        FindingTold = 2,
        MeanTold = 3,
        ConditionTold = 4,
        RegionCounted = 5,
        LeftRoster = 6,
        PowerTold = 9,
        MaintenanceTold = 10,
        HoursTold = 11,
        PeersTold = 12,
        OutletTold = 13,
        OutletClaimed = 14,
        DayVerdictTold = 15,
        ViolationsTold = 16,
        MaintenanceDaysTold = 20,
        MarkTold = 21,
        SampledMeanTold = 22,
        CellMonthTold = 23,
        RanksTold = 24,
        FactorMonthTold = 25,
        FactorRanksTold = 26,
        MarkedMeanTold = 27,
    }

    public static void Write(EntryWriter writer, Signal signal)
    {
        writer.Text(signal.Source.ToString());
        writer.Signed(signal.SourceSequence);
        writer.Int(signal.Ordinal);
        writer.Time(signal.CausedAt);
        WriteBody(writer, signal.Body);
    }

    public static Signal Read(ref EntryReader reader) => new()
    {
        Source = TwinName.Parse(reader.Text() ?? ""),
        SourceSequence = reader.Signed(),
        Ordinal = reader.Int(),
        CausedAt = reader.Time(),
        Body = ReadBody(ref reader),
    };

    public static void WriteBody(EntryWriter writer, SignalBody body)
    {
        switch (body)
        {
            case StatusChanged status:
                writer.Byte((byte)BodyKind.StatusChanged);
                writer.Text(status.DisplayName);
                writer.Byte((byte)status.Level);
                writer.Byte((byte)status.Link);
                writer.Text(status.Reason);
                writer.Bool(status.Location is not null);
                if (status.Location is { } place)
                {
                    writer.Unsigned(BitConverter.DoubleToUInt64Bits(place.Longitude));
                    writer.Unsigned(BitConverter.DoubleToUInt64Bits(place.Latitude));
                }

                writer.Time(status.Since);
                break;
            case FindingTold told:
                writer.Byte((byte)BodyKind.FindingTold);
                FindingCodec.Write(writer, told.Finding);
                break;
            case MeanTold mean:
                (bool isSampled, bool isMarked) = (mean.Purpose != SamplePurpose.None, mean.MarkedSeconds > 0);
                writer.Byte((byte)(isMarked ? BodyKind.MarkedMeanTold : isSampled ? BodyKind.SampledMeanTold : BodyKind.MeanTold));
                writer.Byte((byte)mean.Period);
                writer.Factor(mean.Factor);
                writer.Time(mean.Start);
                writer.Exact(mean.Value);
                writer.Byte((byte)mean.Flag);
                writer.Bool(mean.IsReported);
                if (isSampled || isMarked)
                    writer.Byte((byte)mean.Purpose);
                if (isMarked)
                    writer.Int(mean.MarkedSeconds);
                break;
            case ConditionTold condition:
                writer.Byte((byte)BodyKind.ConditionTold);
                writer.Factor(condition.Factor);
                writer.Factor(condition.Word);
                writer.Time(condition.At);
                break;
            case PowerTold power:
                writer.Byte((byte)BodyKind.PowerTold);
                writer.Factor(power.Device);
                writer.Time(power.Hour);
                writer.Unsigned(power.Minutes.Known);
                writer.Unsigned(power.Minutes.On);
                break;
            case MaintenanceTold maintenance:
                bool hasDays = maintenance.Days.Count > 0;
                writer.Byte((byte)(hasDays ? BodyKind.MaintenanceDaysTold : BodyKind.MaintenanceTold));
                writer.Time(maintenance.Quarter);
                writer.Signed(maintenance.Seconds);
                writer.Signed(maintenance.Settled);
                if (hasDays)
                    MaintenanceTime.WriteDays(writer, maintenance.Days);
                break;
            case HoursTold hours:
                writer.Byte((byte)BodyKind.HoursTold);
                writer.Text(hours.Group);
                writer.Time(hours.Day);
                FactorHours.WriteAll(writer, hours.Factors);
                break;
            case PeersTold peers:
                writer.Byte((byte)BodyKind.PeersTold);
                writer.Time(peers.Day);
                FactorHours.WriteAll(writer, peers.Factors);
                break;
            case OutletTold outlet:
                writer.Byte((byte)BodyKind.OutletTold);
                RegistryCodec.Write(writer, outlet.Record);
                break;
            case OutletClaimed claimed:
                writer.Byte((byte)BodyKind.OutletClaimed);
                writer.Text(claimed.Outlet.ToString());
                writer.Bool(claimed.IsClaimed);
                break;
            case DayVerdictTold verdict:
                writer.Byte((byte)BodyKind.DayVerdictTold);
                writer.Factor(verdict.Factor);
                writer.Time(verdict.Day);
                writer.Byte((byte)verdict.Verdict);
                break;
            case ViolationsTold violations:
                writer.Byte((byte)BodyKind.ViolationsTold);
                violations.Month.Write(writer);
                break;
            case CellMonthTold month:
                writer.Byte((byte)(month.Factor.IsEmpty ? BodyKind.CellMonthTold : BodyKind.FactorMonthTold));
                writer.Time(month.Month);
                writer.Exact(month.Mean);
                writer.Int(month.Hours);
                if (!month.Factor.IsEmpty)
                    writer.Factor(month.Factor);
                break;
            case RanksTold ranks:
                writer.Byte((byte)(ranks.Factor.IsEmpty ? BodyKind.RanksTold : BodyKind.FactorRanksTold));
                ranks.Write(writer);
                if (!ranks.Factor.IsEmpty)
                    writer.Factor(ranks.Factor);
                break;
            case MarkTold mark:
                writer.Byte((byte)BodyKind.MarkTold);
                MarkCodec.Write(writer, mark.Mark);
                writer.Time(mark.MarkedAt);
                break;
            case RegionCounted counted:
                writer.Byte((byte)BodyKind.RegionCounted);
                WriteCounts(writer, counted.Counts);
                break;
            case LeftRoster:
                writer.Byte((byte)BodyKind.LeftRoster);
                break;
            default:
                throw new InvalidOperationException($"{body.GetType().Name} has no bytes.");
        }
    }

    /// <exception cref="InvalidDataException">A body that this version does not know.</exception>
    public static SignalBody ReadBody(ref EntryReader reader)
    {
        var kind = (BodyKind)reader.Byte();
        return kind switch
        {
            BodyKind.StatusChanged => new StatusChanged(
                reader.Text() ?? "",
                (EscalationLevel)reader.Byte(),
                (LinkState)reader.Byte(),
                reader.Text() ?? "",
                ReadLocation(ref reader),
                reader.Time()),
            BodyKind.FindingTold => new FindingTold(FindingCodec.Read(ref reader)),
            BodyKind.MeanTold => ReadMean(ref reader),
            BodyKind.SampledMeanTold => ReadMean(ref reader) with { Purpose = (SamplePurpose)reader.Byte() },
            BodyKind.MarkedMeanTold => ReadMean(ref reader) with
            {
                Purpose = (SamplePurpose)reader.Byte(),
                MarkedSeconds = reader.Int(),
            },
            BodyKind.ConditionTold => new ConditionTold(reader.Factor(), reader.Factor(), reader.Time()),
            BodyKind.RegionCounted => new RegionCounted(ReadCounts(ref reader)),
            BodyKind.LeftRoster => new LeftRoster(),
            BodyKind.PowerTold => new PowerTold(
                reader.Factor(), reader.Time(), new MinuteStates(reader.Unsigned(), reader.Unsigned())),
            BodyKind.MaintenanceTold => new MaintenanceTold(reader.Time(), reader.Signed(), reader.Signed()),
            BodyKind.MaintenanceDaysTold => new MaintenanceTold(reader.Time(), reader.Signed(), reader.Signed())
            {
                Days = MaintenanceTime.ReadDays(ref reader),
            },
            BodyKind.HoursTold => new HoursTold(
                reader.Text() ?? "", reader.Time(), FactorHours.ReadAll(ref reader)),
            BodyKind.PeersTold => new PeersTold(reader.Time(), FactorHours.ReadAll(ref reader)),
            BodyKind.OutletTold => new OutletTold((PointRecord)RegistryCodec.Read(ref reader)),
            BodyKind.OutletClaimed => new OutletClaimed(PointId.Parse(reader.Text() ?? ""), reader.Bool()),
            BodyKind.DayVerdictTold => new DayVerdictTold(
                reader.Factor(), reader.Time(), (VerdictKind)reader.Byte()),
            BodyKind.ViolationsTold => new ViolationsTold(MonthViolations.Read(ref reader)),
            BodyKind.CellMonthTold => new CellMonthTold(reader.Time(), reader.Exact(), reader.Int()),
            BodyKind.RanksTold => RanksTold.Read(ref reader),
            BodyKind.FactorMonthTold => new CellMonthTold(reader.Time(), reader.Exact(), reader.Int()) { Factor = reader.Factor() },
            BodyKind.FactorRanksTold => RanksTold.Read(ref reader) with { Factor = reader.Factor() },
            BodyKind.MarkTold => new MarkTold(MarkCodec.Read(ref reader), reader.Time()),
            _ => throw new InvalidDataException($"Signals of kind {kind} are unknown."),
        };
    }

    static MeanTold ReadMean(ref EntryReader reader) => new(
        (ObservationKind)reader.Byte(),
        reader.Factor(),
        reader.Time(),
        reader.Exact(),
        (DataFlag)reader.Byte(),
        reader.Bool());

    static Wgs84? ReadLocation(ref EntryReader reader) => reader.Bool()
        ? new Wgs84(
            BitConverter.UInt64BitsToDouble(reader.Unsigned()), BitConverter.UInt64BitsToDouble(reader.Unsigned()))
        : null;

    static void WriteCounts(EntryWriter writer, RosterCounts counts)
    {
        writer.Unsigned((ulong)counts.Kinds.Length);
        foreach (KindCounts kind in counts.Kinds)
        {
            writer.Byte((byte)kind.Kind);
            foreach (int count in (ReadOnlySpan<int>)
                [kind.Normal, kind.Notice, kind.Warning, kind.Exceeded, kind.Unknown, kind.Online, kind.Silent])
            {
                writer.Int(count);
            }
        }
    }

    static RosterCounts ReadCounts(ref EntryReader reader)
    {
        var kinds = new KindCounts[reader.Count()];
        for (int i = 0; i < kinds.Length; i++)
        {
            kinds[i] = new KindCounts
            {
                Kind = (TwinKind)reader.Byte(),
                Normal = reader.Int(),
                Notice = reader.Int(),
                Warning = reader.Int(),
                Exceeded = reader.Int(),
                Unknown = reader.Int(),
                Online = reader.Int(),
                Silent = reader.Int(),
            };
        }

        return new RosterCounts { Kinds = kinds };
    }
}
