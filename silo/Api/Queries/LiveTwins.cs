using Google.Protobuf;
using Grpc.Core;
using Qianliyan.Abstractions;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Queries;

/// <summary>Reads live statuses.</summary>
sealed class LiveTwins(IGrainFactory grains, RecentTwins recent, Renderings renderings, CallGuard guard)
{
    const int MostNames = 1_000;

    public ValueTask<TwinStatus> GetStatus(TwinName name) => grains.GetTwin(name).GetStatus();

    /// <summary>The status of a twin that something was told to.</summary>
    /// <exception cref="RpcException">NOT_FOUND.</exception>
    public async ValueTask<TwinStatus> GetKnown(TwinName name) => Known(await GetStatus(name));

    /// <summary>The message of a twin; to be sent over gRPC, only its bytes.</summary>
    public Task<T> Get<T>(string name, TwinKind kind, ServerCallContext context)
        where T : class, IMessage
    {
        RecentTwin twin = recent.Find(name, kind);
        return IsGrpc(context) && twin.Current is T current ? Task.FromResult(current) : Ask<T>(twin, context);
    }

    async Task<T> Ask<T>(RecentTwin twin, ServerCallContext context)
        where T : class, IMessage
    {
        try
        {
            TwinStatus status = Known(await twin.Grain.GetStatus());
            return (T)(IsGrpc(context) ? twin.Encoded(status, renderings) : renderings.Of(status));
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw guard.Translate(e, context);
        }
    }

    public async Task<T[]> BatchGet<T>(IReadOnlyList<string> names, TwinKind kind)
        where T : class, IMessage
    {
        if (names.Count is 0 or > MostNames)
            throw ApiError.Invalid("names", $"{names.Count} names", $"must be 1 to {MostNames}");
        var statuses = new Task<TwinStatus>[names.Count];
        TwinName[] parsed = [.. names.Select((name, index) => ResourceNames.Twin(name, kind, $"names[{index}]"))];
        for (int i = 0; i < statuses.Length; i++)
            statuses[i] = GetStatus(parsed[i]).AsTask();
        return Array.ConvertAll(await Task.WhenAll(statuses), status => (T)renderings.Of(Known(status)));
    }

    /// <summary>JSON transcoding writes fields and not bytes.</summary>
    static bool IsGrpc(ServerCallContext context) =>
        context.GetHttpContext().Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;

    static TwinStatus Known(TwinStatus status) =>
        status.Sequence > 0
            ? status
            : throw ApiError.NotFound(status.Name.ToString(), "is not known: nobody has ever told it anything");
}
