using Qianliyan.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Queries;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Registry;

namespace Qianliyan.Api.Tests.Fakes;

static class Given
{
    public static Renderings Renderings { get; } = new(new GridProjection());

    public static ApiInstruments Instruments { get; } = ActivatorUtilities.CreateInstance<ApiInstruments>(
        new ServiceCollection().AddMetrics().BuildServiceProvider());

    public static IOptions<ApiOptions> Options(Action<ApiOptions>? configure = null)
    {
        var options = new ApiOptions();
        configure?.Invoke(options);
        return Microsoft.Extensions.Options.Options.Create(options);
    }

    public static LiveTwins LiveTwins(FakeGrains grains) => new(
        grains,
        new RecentTwins(grains, new ActiveTwins(), Options()),
        Renderings,
        new CallGuard(NullLogger<CallGuard>.Instance));

    public static TwinName Point(int number) => TwinName.Of(new PointId($"MN{number:D4}", "31"));

    public static TwinName Region(string code) => TwinName.Of(RegionCode.Parse(code));

    public static TwinStatus Status(TwinName name, long sequence, string? region = null) =>
        name.Kind == TwinKind.Region ? RegionStatus(name, sequence) : PointStatus(name, sequence, region);

    public static PointStatus PointStatus(TwinName name, long sequence, string? region = null) => new()
    {
        Name = name,
        DisplayName = name.Id,
        Sequence = sequence,
        Level = EscalationLevel.Normal,
        LevelReason = "",
        LevelSince = default,
        Link = LinkState.Online,
        LinkSince = default,
        Region = region is null ? null : RegionCode.Parse(region),
        Location = null,
        IsRegistered = true,
        Factors = [],
        Devices = [],
        LastArrival = default,
        LastDataTime = default,
        Observations = sequence,
        Late = 0,
        Conflicts = 0,
        FutureDated = 0,
    };

    public static RegionStatus RegionStatus(
        TwinName name, long sequence, RegionCode[]? children = null, int own = 0, int total = 0) => new()
        {
            Name = name,
            DisplayName = name.Id,
            Sequence = sequence,
            Level = EscalationLevel.Normal,
            LevelReason = "",
            LevelSince = default,
            Link = LinkState.Online,
            LinkSince = default,
            Region = name.AsRegion().Parent,
            Location = null,
            IsRegistered = true,
            Own = Counts(own),
            Totals = Counts(total),
            RosterSize = own,
            Children = children ?? [],
            NewestFinding = 0,
        };

    public static RosterLine Line(TwinName name) => new(
        name, name.Id, EscalationLevel.Normal, LinkState.Online, "", null, new BeijingTime(1));

    static RosterCounts Counts(int points) => new()
    {
        Kinds = [new KindCounts { Kind = TwinKind.Point, Normal = points, Online = points }],
    };
}
