using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Qianliyan.Abstractions;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Queries;

/// <summary>
/// Twins that were read lately, by name, in two generations: when the young one is full it becomes the old one, and
/// what nobody read since then is forgotten. So memory is bounded, and a twin that is read again and again costs one
/// look-up.
/// </summary>
sealed class RecentTwins(IGrainFactory grains, ActiveTwins active, IOptions<ApiOptions> options)
{
    readonly int _generation = options.Value.RecentTwins / 2;
    readonly Lock _gate = new();
    ConcurrentDictionary<string, RecentTwin> _young = new();
    ConcurrentDictionary<string, RecentTwin> _old = new();

    // Asking a concurrent dictionary for its count takes all its locks.
    int _youngCount;

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: not the name of a twin of this kind.</exception>
    public RecentTwin Find(string name, TwinKind kind)
    {
        if (Volatile.Read(ref _young).TryGetValue(name, out RecentTwin? twin) && twin.Kind == kind)
            return twin;
        TwinName parsed = ResourceNames.Twin(name, kind, "name");
        if (!Volatile.Read(ref _old).TryGetValue(name, out twin))
            twin = new RecentTwin(parsed, grains.GetTwin(parsed), active);
        Keep(name, twin);
        return twin;
    }

    void Keep(string name, RecentTwin twin)
    {
        lock (_gate)
        {
            if (!_young.TryAdd(name, twin) || ++_youngCount < _generation)
                return;
            Volatile.Write(ref _old, _young);
            Volatile.Write(ref _young, new ConcurrentDictionary<string, RecentTwin>());
            _youngCount = 0;
        }
    }
}
