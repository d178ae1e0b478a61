using Qianliyan.Api.Errors;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Twins;
using Qianliyan.Hj212.Factors;

namespace Qianliyan.Api.Marks;

/// <summary>
/// Which factors a mark of the monitoring may be about: those that are measured, once any are. A sample may be of any:
/// what the automatic equipment omits can be sampled by hand. A code that no table holds is known by who measures it alone.
/// </summary>
static class MarkedFactors
{
    /// <exception cref="Grpc.Core.RpcException">
    /// INVALID_ARGUMENT: nobody measures the factor. A mark about it would have no effect, and nobody would notice.
    /// </exception>
    public static void ThrowIfUnknown(Mark mark, TwinStatus holder)
    {
        FactorCode[] measured = Of(holder);
        if (!mark.Factor.IsEmpty && !measured.Contains(mark.Factor) && FactorTable.Find(mark.Factor) is null)
        {
            throw ApiError.Invalid(
                "mark.factor", mark.Factor.ToString(),
                $"is a code of no table of HJ 212-2017, and not measured at {holder.Name}");
        }

        if (mark.Sample is not null)
            return;
        if (!mark.Factor.IsEmpty && measured.Length > 0 && !measured.Contains(mark.Factor))
        {
            throw ApiError.Invalid(
                "mark.factor",
                mark.Factor.ToString(),
                $"is not measured at {holder.Name}; measured are {string.Join(", ", measured)}");
        }
    }

    static FactorCode[] Of(TwinStatus holder) => holder switch
    {
        IncineratorStatus furnace => [.. furnace.Means.Select(means => means.Factor).Distinct()],
        PointStatus point => Array.ConvertAll(point.Factors, factor => factor.Factor),
        _ => [],
    };
}
