using Grpc.Core;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Queries;

/// <summary>Answers ListTwins.</summary>
sealed class TwinLists(IGrainFactory grains, LiveTwins twins)
{
    public async Task<V1.ListTwinsResponse> List(V1.ListTwinsRequest request, CancellationToken cancellationToken)
    {
        RegionCode root = await RootOf(request.Parent, "parent");
        int size = PageToken.SizeOf(request.PageSize);
        V1.ListTwinsRequest conditions = request.Clone();
        (conditions.PageSize, conditions.PageToken) = (0, "");
        var walk = new RosterWalk(grains, root, FilterOf(request));
        RosterPosition from = PageToken.Open(conditions, request.PageToken) is { } position
            ? RosterPosition.Parse(position)
            : RosterWalk.Beginning(root);
        RosterWalk.Page page = await walk.Read(from, size, cancellationToken);
        var response = new V1.ListTwinsResponse();
        response.Twins.AddRange(page.Lines.Select(TwinMap.ToSummary));
        response.NextPageToken = page.Next is { } next ? PageToken.Seal(conditions, next.ToString()) : "";
        return response;
    }

    /// <summary>The region to list or watch; it must be known, except for the nation, which is always there.</summary>
    public async ValueTask<RegionCode> RootOf(string name, string field)
    {
        if (name.Length == 0)
            return RegionCode.Nation;
        TwinName twin = ResourceNames.Twin(name, TwinKind.Region, field);
        RegionCode root = twin.AsRegion();
        bool isKnown = root == RegionCode.Nation || (await twins.GetStatus(twin)).Sequence > 0;
        return isKnown ? root : throw ApiError.NotFound(name, "is not known: no twin stands in it");
    }

    static RosterFilter FilterOf(V1.ListTwinsRequest request) => new(
        request.Kind == V1.TwinKind.Unspecified
            ? null
            : request.Kind.ToDomain() ?? throw Unknown("kind", request.Kind),
        request.Level == V1.Level.Unspecified
            ? null
            : request.Level.ToDomain() ?? throw Unknown("level", request.Level),
        request.Link == V1.LinkState.Unspecified
            ? null
            : request.Link.ToDomain() ?? throw Unknown("link", request.Link),
        request.BoundingBox is { } box ? BoxOf(box) : null);

    static GeoBox BoxOf(V1.BoundingBox box)
    {
        string text = FormattableString.Invariant($"{box.West},{box.South},{box.East},{box.North}");
        if (!(box.West >= -180 && box.East <= 180 && box.South >= -90 && box.North <= 90))
            throw ApiError.Invalid("bounding_box", text, "is not within -180,-90,180,90 degrees");
        if (!(box.West <= box.East && box.South <= box.North))
            throw ApiError.Invalid("bounding_box", text, "has west beyond east, or south beyond north");
        return new GeoBox(box.West, box.South, box.East, box.North);
    }

    static RpcException Unknown<T>(string field, T value) => ApiError.Invalid(field, $"{value}", "is not known");
}
