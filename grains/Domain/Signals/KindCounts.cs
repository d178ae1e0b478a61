using Qianliyan.Domain.Registry;

namespace Qianliyan.Domain.Signals;

[GenerateSerializer, Immutable, Alias("qly.KindCounts")]
public readonly record struct KindCounts
{
    [Id(0)]
    public required TwinKind Kind { get; init; }

    [Id(1)]
    public int Normal { get; init; }

    [Id(2)]
    public int Notice { get; init; }

    [Id(3)]
    public int Warning { get; init; }

    [Id(4)]
    public int Exceeded { get; init; }

    [Id(5)]
    public int Unknown { get; init; }

    [Id(6)]
    public int Online { get; init; }

    [Id(7)]
    public int Silent { get; init; }

    public int Total => Normal + Notice + Warning + Exceeded;
}
