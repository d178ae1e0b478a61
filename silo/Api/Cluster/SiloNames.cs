using Qianliyan.Api.Errors;

namespace Qianliyan.Api.Cluster;

/// <summary>Resource names of the cluster and its silos.</summary>
static class SiloNames
{
    public const string Cluster = "cluster";

    const string Prefix = "cluster/silos/";

    public static string Of(SiloAddress silo) => Prefix + silo.ToParsableString();

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: no name of a silo.</exception>
    public static string AddressIn(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length
            ? name[Prefix.Length..]
            : throw ApiError.Invalid("name", name, $"must be '{Prefix}' and an address such as 10.0.0.4:11111");

    /// <summary>Whether the address, with or without a generation, is that of the silo.</summary>
    public static bool IsMeant(string address, SiloAddress silo) =>
        address == silo.ToParsableString() || address == silo.Endpoint.ToString();
}
