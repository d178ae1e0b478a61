using Google.Protobuf.WellKnownTypes;
using Qianliyan.Api.Errors;
using Qianliyan.Api.Mapping;
using Qianliyan.Api.Paging;
using Qianliyan.Domain.Explaining;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Explaining;

namespace Qianliyan.Api.Policies;

/// <summary>Reads what ExplainRules asks.</summary>
static class RuleQuestions
{
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT that names the field.</exception>
    public static (TwinName Twin, RuleQuestion Question) Read(V1.ExplainRulesRequest request, PolicyBook book)
    {
        TwinName twin = ResourceNames.Twin(request.Twin, "twin");
        IReadOnlyList<string> rules = RuleExplanations.RulesOf(twin, book);
        if (rules.Count == 0)
        {
            throw ApiError.Invalid(
                "twin", request.Twin, "is judged by no rule: ask a point, an enterprise, an incinerator or a 500 m cell");
        }

        if (request.Rule.Length > 0 && !rules.Contains(request.Rule))
        {
            throw ApiError.Invalid(
                "rule", request.Rule, $"is not a rule that {twin} can be asked about; it must be one of {string.Join(", ", rules)}");
        }

        var factor = default(FactorCode);
        if (request.Factor.Length > 0 && !FactorCode.TryParse(request.Factor, out factor))
            throw ApiError.Invalid("factor", request.Factor, "is not a code of a factor, such as a21026");
        bool isOfHour = request.WindowCase == V1.ExplainRulesRequest.WindowOneofCase.HourTime;
        Timestamp time = (isOfHour ? request.HourTime : request.DayTime)
            ?? throw ApiError.Invalid("day_time", "", "is missing: give it or hour_time");
        BeijingTime asked = GivenTime.Read(time, isOfHour ? "hour_time" : "day_time");
        return (twin, new RuleQuestion(request.Rule, factor, asked, isOfHour));
    }
}
