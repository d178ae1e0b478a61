using System.Globalization;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;
using Qianliyan.Domain.Registry;
using Qianliyan.Hj212;
using Qianliyan.Hj212.Factors;

namespace Qianliyan.Api.Policies;

/// <summary>
/// Limits that fit no point, as far as tables tell: a slip in a system, a kind or a tag would silently limit nobody. A
/// registry may hold such points all the same, so they are worth a warning, and no fault.
/// </summary>
static class LimitsForNobody
{
    public static IEnumerable<PolicyFault> In(PolicyDocument document, PolicyBook book)
    {
        PolicyLimits limits = document.Policy.Limits;
        HashSet<string> tags =
        [
            .. book.Policies.Append(PolicyFile.National).SelectMany(policy => policy.Limits)
                .SelectMany(limit => limit.Industries),
        ];
        for (int i = 0; i < limits.Count; i++)
        {
            foreach ((string path, string reason) in Of(limits[i], tags))
                yield return document.FaultAt($"limits[{i}].{path}", reason);
        }
    }

    static IEnumerable<(string Path, string Reason)> Of(PolicyLimit limit, HashSet<string> tags)
    {
        for (int s = 0; s < limit.Systems.Count; s++)
        {
            if (Vocabulary.System(NumberOf(limit.Systems[s])) == Vocabulary.NoSystem)
                yield return ($"systems[{s}]", "is a system code (ST) of no table of HJ 212: the limit waits for data with it");
        }

        for (int k = 0; k < limit.Kinds.Count; k++)
        {
            PointKind kind = limit.Kinds[k];
            if (limit.Systems.Count > 0 && !limit.Systems.Any(system => Meet(MediumOf(kind), MediumOf(system))))
                yield return ($"kinds[{k}]", "reports by none of the systems of the limit");
            else if (!Meet(MediumOf(kind), MediumOf(limit.Factor)))
                yield return ($"kinds[{k}]", $"is of another medium than {limit.Factor}");
        }

        if (limit.Kinds.Count == 0 && limit.Systems.Count > 0
            && !limit.Systems.Any(system => Meet(MediumOf(system), MediumOf(limit.Factor))))
        {
            yield return ("systems", $"are of another medium than {limit.Factor}");
        }

        for (int t = 0; t < limit.Industries.Count; t++)
        {
            if (!tags.Contains(limit.Industries[t]))
            {
                yield return (
                    $"industries[{t}]", "is a tag that no policy before names: the limit holds for points with just this tag");
            }
        }
    }

    /// <summary>What is of no medium that is known may be of any.</summary>
    static bool Meet(Medium one, Medium other) => one == other || one == Medium.Other || other == Medium.Other;

    static Medium MediumOf(PointKind kind) => kind switch
    {
        PointKind.FlueGas or PointKind.IncineratorFlueGas or PointKind.AmbientAir or PointKind.MicroStation => Medium.Gas,
        PointKind.WasteWater => Medium.Water,
        _ => Medium.Other,
    };

    static Medium MediumOf(string system) => Mediums.Of(NumberOf(system));

    static Medium MediumOf(FactorCode factor) => factor.ToString() switch
    {
        ['a', ..] => Medium.Gas,
        ['w', ..] => Medium.Water,
        _ => Medium.Other,
    };

    static int NumberOf(string system) =>
        int.TryParse(system, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
