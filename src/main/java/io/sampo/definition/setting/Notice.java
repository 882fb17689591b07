package io.sampo.definition.setting;

/**
 * A kind of field of a job file that has no effect here.
 *
 * @param sentence for people
 * @param isOfEmbedded whether it has no effect on an embedded node alone
 */
public record Notice(String sentence, boolean isOfEmbedded) {}
