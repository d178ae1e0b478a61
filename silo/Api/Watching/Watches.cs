using Grpc.Core;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Api.Queries;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Watching;

/// <summary>Answers WatchTwins.</summary>
sealed class Watches(
    WatchHub hub,
    LiveTwins twins,
    TwinLists lists,
    Renderings renderings,
    IGrainFactory grains,
    IWatchAnnouncer announcer,
    ApiInstruments instruments)
{
    const int MostNames = 10_000;

    public async Task Run(
        V1.WatchTwinsRequest request,
        IServerStreamWriter<V1.WatchTwinsResponse> client,
        CancellationToken cancellationToken)
    {
        WatchScope scope = await ScopeOf(request);
        WatchSubscription subscription = hub.Subscribe(scope);
        try
        {
            var view = new WatchView(renderings, request.View == V1.TwinView.Basic);
            var session = new WatchSession(subscription, view, twins, grains, announcer, instruments, client);
            await session.Run(cancellationToken);
        }
        finally
        {
            hub.Unsubscribe(subscription);
        }
    }

    async ValueTask<WatchScope> ScopeOf(V1.WatchTwinsRequest request)
    {
        if (request.Names.Count > 0 == request.Region.Length > 0)
        {
            throw ApiError.Invalid(
                "names", $"{request.Names.Count} names", "must be given or else a region, and not both");
        }

        if (request.Names.Count > MostNames)
            throw ApiError.Invalid("names", $"{request.Names.Count} names", $"are more than {MostNames}");
        if (request.Names.Count > 0)
        {
            IEnumerable<TwinName> names =
                request.Names.Select((name, index) => ResourceNames.Twin(name, $"names[{index}]"));
            return WatchScope.Of(names, request.IncludeFindings);
        }

        HashSet<TwinKind> kinds = [.. request.Kinds.Select(KindOf)];
        RegionCode root = await lists.RootOf(request.Region, "region");
        return WatchScope.Below(root, kinds.Count > 0 ? kinds : WatchScope.AllKinds, request.IncludeFindings);
    }

    static TwinKind KindOf(V1.TwinKind kind, int index) =>
        kind.ToDomain() ?? throw ApiError.Invalid($"kinds[{index}]", $"{kind}", "is not known");
}
