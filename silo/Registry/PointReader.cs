using System.Globalization;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

static class PointReader
{
    public static PointRecord? Read(RowFields fields)
    {
        PointId? id = Id(fields);
        string name = fields.Required("name");
        PointKind kind = fields.Required<PointKind>(
            "kind", TryKind, "is not a kind of point: " + string.Join(", ", Kinds.Keys));
        RegionCode region = fields.Region();
        EnterpriseId? enterprise = fields.Optional<EnterpriseId>(
            "enterprise", EnterpriseId.TryParse, "is not an enterprise code");
        fields.MustBeKnown(
            "enterprise", enterprise, (lookup, code) => lookup.HasEnterprise(code), "is not a known enterprise");
        IncineratorId? incinerator = fields.Optional<IncineratorId>(
            "incinerator", IncineratorId.TryParse, "is not of the form plant-furnace");
        Wgs84? location = fields.Location();
        Exact oxygen = fields.Number("reference_oxygen");
        if (oxygen.HasValue && RegistryRules.ReferenceOxygen(oxygen) is { } oxygenReason)
            fields.Error("reference_oxygen", oxygen.ToString(), oxygenReason);
        int interval = MinuteInterval(fields);
        ValueList<UnitOverride> units = fields.Pairs("units")
            .Select(pair => new UnitOverride(pair.Factor, pair.Value))
            .ToValueList();
        ValueList<OldCode> oldCodes = OldCodes(fields);
        string password = fields.Text("password");
        if (RegistryRules.Password(password) is { } passwordReason)
            fields.Error("password", password, passwordReason);

        if (fields.Failed || id is not { } point)
            return null;
        return new PointRecord
        {
            Id = point,
            Name = name,
            Kind = kind,
            Region = region,
            Enterprise = enterprise,
            Incinerator = incinerator,
            Location = location,
            FineCell = fields.FineCell(location, region),
            Password = password.Length > 0 ? new DevicePassword(password) : null,
            ReferenceOxygen = oxygen,
            MinuteInterval = interval,
            Units = units,
            OldCodes = oldCodes,
            Tags = fields.List("tags"),
        };
    }

    /// <summary>The point named by the columns <c>mn</c> and <c>st</c>; null when either is not well formed.</summary>
    public static PointId? Id(RowFields fields)
    {
        string mn = fields.Required("mn");
        string st = fields.Required("st");
        bool isMn = PointId.IsMn(mn);
        bool isSt = PointId.IsSt(st);
        if (mn.Length > 0 && !isMn)
            fields.Error("mn", mn, "is not 1 to 64 letters, digits, '-', '_' or '.'");
        if (st.Length > 0 && !isSt)
            fields.Error("st", st, "is not 1 to 4 letters or digits");
        return isMn && isSt ? new PointId(mn, st) : null;
    }

    static readonly Dictionary<string, PointKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["flue_gas"] = PointKind.FlueGas,
        ["waste_water"] = PointKind.WasteWater,
        ["ambient_air"] = PointKind.AmbientAir,
        ["micro_station"] = PointKind.MicroStation,
        ["incinerator_flue_gas"] = PointKind.IncineratorFlueGas,
        ["electricity"] = PointKind.Electricity,
        ["other"] = PointKind.Other,
    };

    static bool TryKind(string? text, out PointKind kind) => Kinds.TryGetValue(text ?? "", out kind);

    static int MinuteInterval(RowFields fields)
    {
        int? given = fields.Optional<int>("minute_interval", TryInteger, "is not a whole number of minutes");
        if (given is { } minutes && RegistryRules.MinuteInterval(minutes) is { } reason)
            fields.Error("minute_interval", fields.Text("minute_interval"), reason);
        return given ?? RegistryRules.DefaultMinuteInterval;
    }

    static ValueList<OldCode> OldCodes(RowFields fields)
    {
        var codes = new List<OldCode>();
        foreach ((FactorCode old, string text) in fields.Pairs("old_codes"))
        {
            if (FactorCode.TryParse(text, out FactorCode factor))
                codes.Add(new OldCode(old, factor));
            else
                fields.Error("old_codes", text, "is not a factor code");
        }

        return codes.ToValueList();
    }

    static bool TryInteger(string? text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
