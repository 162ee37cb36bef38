package dev.seedgate.protocol;

/**
 * A cluster's connection budget at one moment.
 *
 * @param budget what tokens may have together; negative when the others alone have too many
 * @param charged what tokens have
 * @param free {@code budget - charged}; negative after the budget shrank below what is charged
 */
public record BudgetFigures(int budget, int charged, int free) {
    public static BudgetFigures of(int budget, int charged) {
        return new BudgetFigures(budget, charged, budget - charged);
    }
}
