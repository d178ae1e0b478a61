using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Benchmarks.Detectors;

/// <summary>How a detector did, per event.</summary>
/// <param name="Months">Series-months looked at.</param>
/// <param name="Faults">Months with a fault in them.</param>
/// <param name="Found">Faults during which, or within the delay after, a lead was raised.</param>
/// <param name="InClean">Leads in months without a fault put in.</param>
/// <param name="False">Leads in clean months, and in the others outside the fault and its delay.</param>
readonly record struct Score(int Months, int Faults, int Found, int False, int InClean)
{
    /// <summary>Hours after a fault in which a lead still counts as finding it.</summary>
    public const int DelayHours = 6;

    public double Precision => Found + False == 0 ? 0 : (double)Found / (Found + False);

    public double Recall => Faults == 0 ? 0 : (double)Found / Faults;

    /// <summary>False leads a month without a fault.</summary>
    public double PerCleanMonth => Months == Faults ? 0 : (double)InClean / (Months - Faults);

    public bool IsAtLeast(double precision, double recall) => Precision >= precision && Recall >= recall;

    /// <summary>Of the detector alone, which is told all that the set knows.</summary>
    public static Score Of(Scenario scenario, IEnumerable<RealMonth> months, DetectorPolicy policy) =>
        Of(scenario, months, sample => scenario.Run(sample, policy));

    public static Score Of(Scenario scenario, IEnumerable<RealMonth> months, Func<Sample, List<Lead>> run)
    {
        var score = new Score();
        foreach (Sample sample in scenario.Samples(months))
        {
            bool isFound = false;
            int wrong = 0;
            foreach (Lead lead in run(sample))
            {
                bool isRight = IsWithin(sample, lead);
                isFound |= isRight;
                wrong += isRight ? 0 : 1;
            }

            score = new Score(
                score.Months + 1, score.Faults + (sample.Fault is null ? 0 : 1), score.Found + (isFound ? 1 : 0),
                score.False + wrong, score.InClean + (sample.Fault is null ? wrong : 0));
        }

        return score;
    }

    /// <summary>The lead was raised (its end, then) after the fault began and no later than the delay.</summary>
    static bool IsWithin(Sample sample, Lead lead)
    {
        if (sample.Fault is not { } fault)
            return false;
        long raised = (lead.End.UnixSeconds - sample.Month.Start.UnixSeconds) / BeijingTime.SecondsPerHour;
        return raised > fault.Start.Value && raised <= fault.End.Value + DelayHours;
    }
}
