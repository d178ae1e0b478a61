using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

/// <summary>
/// A cell is named by its id, or by a position in it and a resolution, or by both, which must then agree.
/// </summary>
static class CellReader
{
    public static CellRecord? Read(RowFields fields)
    {
        RegionCode region = fields.Region();
        bool isHot = fields.Required<bool>("hot", TryFlag, "is not true or false");
        CellId? named = fields.Optional<CellId>(
            "cell", CellId.TryParse, "is not of the form 130100-3km-0123-0456 or 130100-500m-0740-2740");
        GridResolution? asked = fields.Optional<GridResolution>("resolution", TryResolution, "is not 3km or 500m");
        CellId? located = Located(fields, region, asked ?? named?.Resolution);
        if (fields.Failed)
            return null;

        if ((named ?? located) is not { } id)
        {
            fields.Error("cell", "", "is empty, and there is no position with a resolution instead");
            return null;
        }

        if (named is { } cell && located is { } other && cell != other)
            fields.Error("cell", cell.ToString(), $"does not hold the position given, which lies in {other}");
        var record = new CellRecord(id, region, isHot);
        if (RegistryRules.Cell(record) is { } reason)
            fields.Error("region", region.ToString(), reason);
        return fields.Failed ? null : record;
    }

    static CellId? Located(RowFields fields, RegionCode region, GridResolution? resolution)
    {
        bool isNamedOnly = fields.Has("cell") && !fields.HasPosition;
        if (isNamedOnly || resolution is not { } wanted)
            return null;
        if (fields.Location() is not { } location || region.City is not { } city)
            return null;
        return CellId.Containing(city, wanted, fields.Options.Grid.Project(location));
    }

    static bool TryFlag(string? text, out bool flag)
    {
        flag = text is "true" or "1";
        return flag || text is "false" or "0";
    }

    static bool TryResolution(string? text, out GridResolution resolution)
    {
        resolution = text switch
        {
            "3km" => GridResolution.Coarse,
            "500m" => GridResolution.Fine,
            _ => GridResolution.None,
        };
        return resolution != GridResolution.None;
    }
}
