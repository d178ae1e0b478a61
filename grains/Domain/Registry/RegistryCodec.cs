using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Geography;

namespace Qianliyan.Domain.Registry;

/// <summary>
/// The bytes of registry records, format 1: kind, then the fields in the order of the record. A point with limits that have a
/// first day is of format 2, which has one of each limit.
/// </summary>
public static class RegistryCodec
{
    const byte Undated = 1;
    const byte Dated = 2;

    public static void WriteOptional(EntryWriter writer, RegistryRecord? record)
    {
        writer.Bool(record is not null);
        if (record is not null)
            Write(writer, record);
    }

    public static RegistryRecord? ReadOptional(ref EntryReader reader) => reader.Bool() ? Read(ref reader) : null;

    public static void Write(EntryWriter writer, RegistryRecord record)
    {
        bool isDated = record is PointRecord { Limits: var limits } && limits.Any(limit => limit.ValidFrom is not null);
        writer.Byte(isDated ? Dated : Undated);
        writer.Byte((byte)record.Twin.Kind);
        switch (record)
        {
            case PointRecord point:
                WritePoint(writer, point, isDated);
                break;
            case EnterpriseRecord enterprise:
                writer.Text(enterprise.Id.ToString());
                writer.Text(enterprise.Name);
                writer.Text(enterprise.Industry);
                writer.Text(enterprise.Region.ToString());
                WriteLocation(writer, enterprise.Location);
                writer.Text(enterprise.FineCell?.ToString());
                WriteTexts(writer, enterprise.Contacts);
                WriteTexts(writer, enterprise.Relations.Select(relation => relation.ToString()).ToValueList());
                break;
            case IncineratorRecord incinerator:
                writer.Text(incinerator.Id.ToString());
                writer.Text(incinerator.Name);
                writer.Text(incinerator.Enterprise.ToString());
                writer.Text(incinerator.Region.ToString());
                writer.Text(incinerator.EmissionPoint.ToString());
                writer.Text(incinerator.TemperaturePoint.ToString());
                break;
            case CellRecord cell:
                writer.Text(cell.Id.ToString());
                writer.Text(cell.Region.ToString());
                writer.Bool(cell.IsHot);
                break;
            case RegionRecord region:
                writer.Text(region.Code.ToString());
                writer.Text(region.Name);
                break;
            default:
                throw new InvalidOperationException($"{record.GetType().Name} has no bytes.");
        }
    }

    /// <exception cref="InvalidDataException">A format or kind that this version does not know.</exception>
    public static RegistryRecord Read(ref EntryReader reader)
    {
        byte format = reader.Byte();
        if (format is not (Undated or Dated))
            throw new InvalidDataException($"Registry record of format {format}; this version reads {Undated} and {Dated}.");
        var kind = (TwinKind)reader.Byte();
        return kind switch
        {
            TwinKind.Point => ReadPoint(ref reader, format == Dated),
            TwinKind.Enterprise => new EnterpriseRecord
            {
                Id = EnterpriseId.Parse(Required(ref reader)),
                Name = Required(ref reader),
                Industry = Required(ref reader),
                Region = RegionCode.Parse(Required(ref reader)),
                Location = ReadLocation(ref reader),
                FineCell = ReadCell(ref reader),
                Contacts = ReadTexts(ref reader),
                Relations = ReadTexts(ref reader).Select(DeviceRelation.Parse).ToValueList(),
            },
            TwinKind.Incinerator => new IncineratorRecord
            {
                Id = IncineratorId.Parse(Required(ref reader)),
                Name = Required(ref reader),
                Enterprise = EnterpriseId.Parse(Required(ref reader)),
                Region = RegionCode.Parse(Required(ref reader)),
                EmissionPoint = PointId.Parse(Required(ref reader)),
                TemperaturePoint = PointId.Parse(Required(ref reader)),
            },
            TwinKind.Cell => new CellRecord(
                CellId.Parse(Required(ref reader)), RegionCode.Parse(Required(ref reader)), reader.Bool()),
            TwinKind.Region => new RegionRecord(RegionCode.Parse(Required(ref reader)), Required(ref reader)),
            _ => throw new InvalidDataException($"Registry records of kind {kind} are unknown."),
        };
    }

    static void WritePoint(EntryWriter writer, PointRecord point, bool isDated)
    {
        writer.Text(point.Id.ToString());
        writer.Text(point.Name);
        writer.Byte((byte)point.Kind);
        writer.Text(point.Region.ToString());
        writer.Text(point.Enterprise?.ToString());
        writer.Text(point.Incinerator?.ToString());
        WriteLocation(writer, point.Location);
        writer.Text(point.FineCell?.ToString());
        writer.Text(point.Password?.Secret);
        writer.Unsigned((ulong)point.Limits.Count);
        foreach (FactorLimit limit in point.Limits.AsSpan())
        {
            writer.Factor(limit.Factor);
            writer.Byte((byte)limit.Period);
            writer.Exact(limit.Upper);
            writer.Exact(limit.Lower);
            writer.Text(limit.Source);
            writer.Text(limit.Clause);
            if (isDated)
                writer.Int(limit.ValidFrom is { } first ? first.DayNumber + 1 : 0);
        }

        writer.Exact(point.ReferenceOxygen);
        writer.Int(point.MinuteInterval);
        writer.Unsigned((ulong)point.Units.Count);
        foreach (UnitOverride unit in point.Units.AsSpan())
        {
            writer.Factor(unit.Factor);
            writer.Text(unit.Unit);
        }

        writer.Unsigned((ulong)point.OldCodes.Count);
        foreach (OldCode code in point.OldCodes.AsSpan())
        {
            writer.Factor(code.Old);
            writer.Factor(code.Factor);
        }

        WriteTexts(writer, point.Tags);
    }

    static PointRecord ReadPoint(ref EntryReader reader, bool isDated)
    {
        var id = PointId.Parse(Required(ref reader));
        string name = Required(ref reader);
        var kind = (PointKind)reader.Byte();
        var region = RegionCode.Parse(Required(ref reader));
        EnterpriseId? enterprise = reader.Text() is { } code ? EnterpriseId.Parse(code) : null;
        IncineratorId? incinerator = reader.Text() is { } furnace ? IncineratorId.Parse(furnace) : null;
        Wgs84? location = ReadLocation(ref reader);
        CellId? cell = ReadCell(ref reader);
        DevicePassword? password = reader.Text() is { } secret ? new DevicePassword(secret) : null;
        var limits = new FactorLimit[reader.Count()];
        for (int i = 0; i < limits.Length; i++)
        {
            // Few standards, many limits: one text for all of them.
            limits[i] = new FactorLimit(
                reader.Factor(), (LimitPeriod)reader.Byte(), reader.Exact(), reader.Exact(),
                string.Intern(Required(ref reader)),
                reader.Text());
            if (isDated && reader.Int() is > 0 and var first)
                limits[i] = limits[i] with { ValidFrom = DateOnly.FromDayNumber(first - 1) };
        }

        var oxygen = reader.Exact();
        int interval = reader.Int();
        var units = new UnitOverride[reader.Count()];
        for (int i = 0; i < units.Length; i++)
            units[i] = new UnitOverride(reader.Factor(), Required(ref reader));
        var oldCodes = new OldCode[reader.Count()];
        for (int i = 0; i < oldCodes.Length; i++)
            oldCodes[i] = new OldCode(reader.Factor(), reader.Factor());
        return new PointRecord
        {
            Id = id,
            Name = name,
            Kind = kind,
            Region = region,
            Enterprise = enterprise,
            Incinerator = incinerator,
            Location = location,
            FineCell = cell,
            Password = password,
            Limits = ValueList.Create<FactorLimit>(limits),
            ReferenceOxygen = oxygen,
            MinuteInterval = interval,
            Units = ValueList.Create<UnitOverride>(units),
            OldCodes = ValueList.Create<OldCode>(oldCodes),
            Tags = ReadTexts(ref reader),
        };
    }

    static void WriteLocation(EntryWriter writer, Wgs84? location)
    {
        writer.Bool(location is not null);
        if (location is not { } place)
            return;
        writer.Unsigned(BitConverter.DoubleToUInt64Bits(place.Longitude));
        writer.Unsigned(BitConverter.DoubleToUInt64Bits(place.Latitude));
    }

    static Wgs84? ReadLocation(ref EntryReader reader) => reader.Bool()
        ? new Wgs84(
            BitConverter.UInt64BitsToDouble(reader.Unsigned()), BitConverter.UInt64BitsToDouble(reader.Unsigned()))
        : null;

    static CellId? ReadCell(ref EntryReader reader) => reader.Text() is { } text ? CellId.Parse(text) : null;

    static void WriteTexts(EntryWriter writer, ValueList<string> texts)
    {
        writer.Unsigned((ulong)texts.Count);
        foreach (string text in texts.AsSpan())
            writer.Text(text);
    }

    static ValueList<string> ReadTexts(ref EntryReader reader)
    {
        var texts = new string[reader.Count()];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = Required(ref reader);
        return ValueList.Create<string>(texts);
    }

    static string Required(ref EntryReader reader) =>
        reader.Text() ?? throw new InvalidDataException("A registry record lacks a field that it must have.");
}
