using Qianliyan.Domain.Geography;

namespace Qianliyan.Domain.Registry;

static class KeptCell
{
    /// <summary>The cell of a position that stays while its region may change: counted for the region's city.</summary>
    public static CellId? In(this CellId? cell, RegionCode region) =>
        cell is { } kept && region.City is { } city ? kept.For(city) : cell;
}
