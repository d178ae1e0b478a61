using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Mapping;

static class RegionMap
{
    public static V1.Region ToProto(this RegionStatus status)
    {
        var region = new V1.Region
        {
            Name = status.Name.ToString(),
            DisplayName = status.DisplayName,
            Sequence = status.Sequence,
            Level = status.Level.ToProto(),
            LevelReason = status.LevelReason,
            LevelSince = status.LevelSince.ToProto(),
            Link = status.Link.ToProto(),
            LinkSince = status.LinkSince.ToProto(),
            Region_ = status.Region.ToName(),
            Location = status.Location.ToProto(),
            Registered = status.IsRegistered,
            RosterSize = status.RosterSize,
            NewestFinding = status.NewestFinding,
        };
        region.Counts.AddRange(status.Totals.Kinds.Select(TwinMap.ToProto));
        region.OwnCounts.AddRange(status.Own.Kinds.Select(TwinMap.ToProto));
        region.Children.AddRange(status.Children.Select(child => TwinName.Of(child).ToString()));
        return region;
    }
}
