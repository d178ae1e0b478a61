using Google.Protobuf;
using Qianliyan.Abstractions;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Api.Queries;

/// <summary>Reads live statuses.</summary>
sealed class LiveTwins(IGrainFactory grains, Renderings renderings)
{
    const int MostNames = 1_000;

    public ValueTask<TwinStatus> GetStatus(TwinName name) => grains.GetTwin(name).GetStatus();

    public async Task<T> Get<T>(string name, TwinKind kind)
        where T : class, IMessage =>
        Known<T>(await GetStatus(ResourceNames.Twin(name, kind, "name")));

    public async Task<T[]> BatchGet<T>(IReadOnlyList<string> names, TwinKind kind)
        where T : class, IMessage
    {
        if (names.Count is 0 or > MostNames)
            throw ApiError.Invalid("names", $"{names.Count} names", $"must be 1 to {MostNames}");
        var statuses = new Task<TwinStatus>[names.Count];
        TwinName[] parsed = [.. names.Select((name, index) => ResourceNames.Twin(name, kind, $"names[{index}]"))];
        for (int i = 0; i < statuses.Length; i++)
            statuses[i] = GetStatus(parsed[i]).AsTask();
        return Array.ConvertAll(await Task.WhenAll(statuses), Known<T>);
    }

    T Known<T>(TwinStatus status)
        where T : class, IMessage =>
        status.Sequence > 0
            ? (T)renderings.Of(status)
            : throw ApiError.NotFound(status.Name.ToString(), "is not known: nobody has ever told it anything");
}
