using System.Globalization;
using Qianliyan.Api.Errors;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Api.Paging;

/// <summary>Reads resource names out of requests.</summary>
static class ResourceNames
{
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: not the name of a twin that is live.</exception>
    public static TwinName Twin(string name, string field) =>
        TwinName.TryParse(name, out TwinName twin) && twin.Kind != TwinKind.Case
            ? twin
            : throw ApiError.Invalid(
                field,
                name,
                "is not the name of a twin, such as points/MN-ST, enterprises/code, incinerators/plant-furnace, "
                + "cells/130100-3km-0123-0456 or regions/130100");

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: not the name of a twin of this kind.</exception>
    public static TwinName Twin(string name, TwinKind kind, string field) =>
        TwinName.TryParse(name, out TwinName twin) && twin.Kind == kind
            ? twin
            : throw ApiError.Invalid(field, name, $"is not of the form {FormOf(kind)}");

    /// <summary>The point and sequence of <c>points/{point}/observations/{sequence}/frame</c>.</summary>
    public static (TwinName Point, long Sequence) Frame(string name, string field)
    {
        string[] parts = name.Split('/');
        if (parts.Length == 5
            && parts[2] == "observations"
            && parts[4] == "frame"
            && TwinName.TryParse($"{parts[0]}/{parts[1]}", out TwinName point)
            && point.Kind == TwinKind.Point
            && long.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            && sequence > 0)
        {
            return (point, sequence);
        }

        throw ApiError.Invalid(field, name, "is not of the form points/{MN}-{ST}/observations/{sequence}/frame");
    }

    public static string Observation(TwinName point, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{point}/observations/{sequence}");

    /// <summary>The twin of <c>{twin}/proof</c>.</summary>
    public static TwinName Proof(string name, string field)
    {
        const string ending = "/proof";
        if (name.EndsWith(ending, StringComparison.Ordinal)
            && TwinName.TryParse(name[..^ending.Length], out TwinName twin)
            && twin.Kind != TwinKind.Case)
        {
            return twin;
        }

        throw ApiError.Invalid(field, name, "is not the name of a twin followed by /proof");
    }

    static string FormOf(TwinKind kind) => kind switch
    {
        TwinKind.Point => "points/{MN}-{ST}",
        TwinKind.Enterprise => "enterprises/{code}",
        TwinKind.Incinerator => "incinerators/{plant}-{furnace}",
        TwinKind.Cell => "cells/{city}-{3km|500m}-{column}-{row}",
        _ => "regions/{six-digit code of GB/T 2260}",
    };
}
