using Google.Type;
using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;

namespace Qianliyan.Api.Mapping;

static class CellMap
{
    public static V1.Cell ToProto(this CellStatus status, IGridProjection grid)
    {
        CellBounds bounds = status.Cell.Bounds;
        var cell = new V1.Cell
        {
            Name = status.Name.ToString(),
            DisplayName = status.DisplayName,
            Sequence = status.Sequence,
            Level = status.Level.ToProto(),
            LevelReason = status.LevelReason,
            LevelSince = status.LevelSince.ToProto(),
            Link = status.Link.ToProto(),
            LinkSince = status.LinkSince.ToProto(),
            Region = status.Region.ToName(),
            Location = status.Location.ToProto() ?? At(grid, bounds.Centre),
            Registered = status.IsRegistered,
            City = TwinName.Of(status.Cell.City).ToString(),
            EdgeMetres = status.Cell.Edge,
            Column = status.Cell.Column,
            Row = status.Cell.Row,
            Hot = status.IsHot,
            NewestHour = status.NewestHour.ToProto(),
            OnlineSourceCount = status.OnlineSources,
        };
        cell.Corners.Add(At(grid, new ProjectedPoint(bounds.MinX, bounds.MinY)));
        cell.Corners.Add(At(grid, new ProjectedPoint(bounds.MaxX, bounds.MinY)));
        cell.Corners.Add(At(grid, new ProjectedPoint(bounds.MaxX, bounds.MaxY)));
        cell.Corners.Add(At(grid, new ProjectedPoint(bounds.MinX, bounds.MaxY)));
        cell.Factors.AddRange(status.Factors.Select(ToProto));
        cell.Sources.AddRange(status.Sources.Select(TwinMap.ToSummary));
        cell.Findings.AddRange(status.Findings.Select(TwinMap.ToProto));
        cell.Acknowledged = status.Acknowledged?.ToProto();
        cell.AcknowledgedFindings.AddRange(status.AcknowledgedFindings.Select(TwinMap.ToProto));
        cell.WarnedMonths.AddRange(status.MonthsWarned.Select(month => NaturalMonth.Of(month).ToString()));
        return cell;
    }

    static V1.CellFactor ToProto(CellFactorStatus factor) => new()
    {
        Factor = factor.Factor.ToString(),
        HourStartTime = factor.Latest.Start.ToProto(),
        HourMean = factor.Latest.Mean.ToString(),
        HourSourceCount = factor.Latest.Reporting,
        HighestSource = factor.Highest.ToString(),
        HighestValue = factor.HighestValue.ToString(),
        RollingDayMean = factor.RollingDay.ToString(),
        RollingDayHourCount = factor.RollingHours,
        NaturalDayMean = factor.NaturalDay.ToString(),
        NaturalDayHourCount = factor.NaturalDayHours,
    };

    static LatLng At(IGridProjection grid, ProjectedPoint point)
    {
        Wgs84 place = grid.Unproject(point);
        return new LatLng { Latitude = place.Latitude, Longitude = place.Longitude };
    }
}
