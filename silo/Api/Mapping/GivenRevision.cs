using Qianliyan.Api.Errors;

namespace Qianliyan.Api.Mapping;

/// <summary>The number of the version that an edit replaces: without it an edit by somebody else would be lost.</summary>
static class GivenRevision
{
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT that names the field.</exception>
    public static void ThrowIfNone(int revision, string field)
    {
        if (revision <= 0)
        {
            throw ApiError.Invalid(
                field, $"{revision}", revision == 0 ? "is missing: name the revision that is replaced" : "is negative");
        }
    }
}
